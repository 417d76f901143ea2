/** Port: updates that were taken in. What comes twice has one effect. Implemented in platform/conversation/inbox.ts. */
export interface Inbox {
  /** `done`: answered before, nothing is shown. `new`: also an update whose answer the person may not have seen. */
  begin(key: string, now: Date): Promise<'new' | 'done'>
  /** Called once the answer was shown: if the process dies before that, the update is answered again. */
  done(key: string, now: Date): Promise<void>
}
