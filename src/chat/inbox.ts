/**
 * Port: updates that were taken in. What comes twice has one effect. Implemented in platform/conversation/inbox.ts;
 * they are taken in together with the question who brought them (`Identity.receive`).
 */
export interface Inbox {
  /** Called once the answer was shown: if the process dies before that, the update is answered again. */
  done(key: string, now: Date): Promise<void>
}
