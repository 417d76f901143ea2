/** Port: updates that were taken in. What comes twice has one effect. Implemented in platform/inbox.ts. */
export interface Inbox {
  /** `done`: was answered before; stay silent. `new`: also for one that was begun but never finished. */
  begin(key: string, now: Date): Promise<'new' | 'done'>
  done(key: string, now: Date): Promise<void>
}
