/** Something that uses what was asked about. */
export class ExchangeUsageView {
  /** `automatic-import`, `automatic-export`. */
  kind!: string;
  id!: number;
  name!: string;
}

export class UsageList {
  items!: ExchangeUsageView[];
}
