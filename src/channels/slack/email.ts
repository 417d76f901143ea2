/** Whose account it is, by the one thing Slack itself has checked: the e-mail address. */
import type { WebClient } from '@slack/web-api'

/**
 * An address is believed when Slack has confirmed it, for a full member of our own workspace: another workspace
 * that shares a channel with us may write into its profiles what it likes.
 */
export function emailReader(client: WebClient) {
  let team: string | undefined
  return async (user: string): Promise<string | null> => {
    team ??= (await client.auth.test()).team_id
    const found = (await client.users.info({ user })).user
    if (!found?.is_email_confirmed || found.team_id !== team) return null
    const lesser = [found.deleted, found.is_bot, found.is_stranger, found.is_restricted]
    return lesser.some(Boolean) ? null : (found.profile?.email ?? null)
  }
}
