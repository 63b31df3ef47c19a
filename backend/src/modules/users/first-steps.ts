import { Injectable } from '@nestjs/common';

/**
 * What an installation still lacks before it can be used. Modules above this one name their conditions; the user
 * interface shows its welcome until all of them are met.
 */
@Injectable()
export class FirstSteps {
  private readonly conditions: (() => Promise<boolean>)[] = [];

  /** @param met whether the step has been taken */
  require(met: () => Promise<boolean>): void {
    this.conditions.push(met);
  }

  async done(): Promise<boolean> {
    for (const met of this.conditions) if (!(await met())) return false;
    return true;
  }
}
