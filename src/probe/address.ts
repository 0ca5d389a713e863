/** What a name stands for. */
export interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}
