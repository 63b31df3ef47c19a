export class DemoListView {
  mailingListId!: number;

  /** How many recipients the list has. */
  recipients!: number;
}
