/** What one browser, and one network address, may ask of the pages. Each process counts for itself. */
import { RateLimiterMemory } from 'rate-limiter-flexible'

/** Streams one conversation may have open: that many windows are watched at once by nobody. */
const STREAMS = 10
/** An office shares one address: so many wrong codes an hour are people who mistype, more are somebody who guesses. */
const WRONG_CODES_AN_HOUR = 100
/** Posts a minute from one address by browsers that are not signed in. */
const STRANGERS_POSTS_A_MINUTE = 300

export interface WebLimits {
  /** Somebody not signed in wants to say something. @returns whether they are heard */
  hears(address: string): Promise<boolean>
  wrongCode(address: string): Promise<void>
  /**
   * Makes room for another stream of a conversation: the oldest one too many is ended.
   * @param end called when this stream has to give way
   * @returns what is called when the stream has ended
   */
  stream(conversation: string, end: () => void): () => void
}

export function createWebLimits(): WebLimits {
  const posts = new RateLimiterMemory({ points: STRANGERS_POSTS_A_MINUTE, duration: 60 })
  const codes = new RateLimiterMemory({ points: WRONG_CODES_AN_HOUR, duration: 3600 })
  const streams = new Map<string, Set<() => void>>()

  async function hasWrongCodesLeft(address: string): Promise<boolean> {
    const counted = await codes.get(address)
    return counted === null || counted.consumedPoints < WRONG_CODES_AN_HOUR
  }

  return {
    hears: async address =>
      (await hasWrongCodesLeft(address)) &&
      posts.consume(address).then(
        () => true,
        () => false,
      ),
    wrongCode: async address => void (await codes.penalty(address)),
    stream: (conversation, end) => {
      const open = streams.get(conversation) ?? new Set()
      streams.set(conversation, open)
      const [oldest] = open
      if (open.size >= STREAMS && oldest) {
        open.delete(oldest)
        oldest()
      }
      open.add(end)
      return () => {
        open.delete(end)
        if (open.size === 0) streams.delete(conversation)
      }
    },
  }
}
