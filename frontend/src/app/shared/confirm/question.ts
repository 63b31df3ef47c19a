export interface Question {
  title: string;
  text: string;
  /** The verb of the action, never just "OK". */
  confirm: string;
  cancel?: string;
  /** Marks the action as one that destroys something. */
  danger?: boolean;
  /** What must be typed before the button works; for actions on many things. */
  typeToConfirm?: string;
}
