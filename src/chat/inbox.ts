/** Port: updates that were taken in. What comes twice has one effect. Implemented in platform/conversation/inbox.ts. */
export interface Inbox {
  /** `done`: was answered before; stay silent. `new`: also for one whose answer the person may not have seen. */
  begin(key: string, now: Date): Promise<'new' | 'done'>
  /** Only once the answer stands before the person: a process that dies before that owes it still. */
  done(key: string, now: Date): Promise<void>
}
