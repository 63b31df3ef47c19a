/** What a rule refers to, for "used in" (spec/eql.md §8). Each once, in the order of the text. */
export interface EqlReferences {
  /** Database names in lower case. */
  fields: string[];
  mailings: number[];
  links: { mailingId: number; linkId: number }[];
  mailingLists: number[];
  targetGroups: number[];
}

export function noReferences(): EqlReferences {
  return { fields: [], mailings: [], links: [], mailingLists: [], targetGroups: [] };
}
