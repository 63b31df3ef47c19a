import { type TargetGroupFile } from '../../../core/api/target-groups-api';

/** Larger files are no target groups. */
const MOST_BYTES = 1_000_000;

/** The content of an exported target group; null when the file is something else. */
export async function readGroupFile(file: File): Promise<TargetGroupFile | null> {
  if (file.size > MOST_BYTES) return null;
  try {
    const content: unknown = JSON.parse(await file.text());
    if (typeof content !== 'object' || content === null) return null;
    const name: unknown = Reflect.get(content, 'name');
    const eql: unknown = Reflect.get(content, 'eql');
    const description: unknown = Reflect.get(content, 'description');
    const forTests: unknown = Reflect.get(content, 'isAdminTestDelivery');
    if (typeof name !== 'string' || typeof eql !== 'string') return null;
    return {
      name,
      eql,
      description: typeof description === 'string' ? description : '',
      isAdminTestDelivery: forTests === true,
    };
  } catch {
    return null;
  }
}
