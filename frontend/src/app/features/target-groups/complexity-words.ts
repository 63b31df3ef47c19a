import { type ComplexityGrade } from '../../core/api/target-groups-api';
import { type Tone } from '../../shared/status-chip/status-chip';

interface ComplexityWords {
  label: string;
  tone: Tone;
  /** What it means and what to do about it. */
  advice: string;
}

export const COMPLEXITY_WORDS: Readonly<Record<ComplexityGrade, ComplexityWords>> = {
  low: {
    label: $localize`:@@target-groups.complexity.low:Simple`,
    tone: 'good',
    advice: $localize`:@@target-groups.complexity.lowAdvice:This rule is evaluated quickly.`,
  },
  medium: {
    label: $localize`:@@target-groups.complexity.medium:Moderate`,
    tone: 'warn',
    advice: $localize`:@@target-groups.complexity.mediumAdvice:This rule takes somewhat longer with so many recipients. Indexed fields and “begins with” in place of “contains” make it faster.`,
  },
  high: {
    label: $localize`:@@target-groups.complexity.high:Complex`,
    tone: 'bad',
    advice: $localize`:@@target-groups.complexity.highAdvice:This rule takes considerably longer. Give the fields an index, avoid “contains” and “fits the pattern”, or put a part into a profile field of its own.`,
  },
};

export const GRADES: readonly ComplexityGrade[] = ['low', 'medium', 'high'];
