import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Posted } from './acts.ts'

/** What was posted, each name with all of its values. @throws HTTPException 400 for a body that is no form */
export async function readPosted(c: Context): Promise<Posted> {
  try {
    return await c.req.parseBody({ all: true })
  } catch (error) {
    // The platform's parser says so of a body that is cut off or has no boundary.
    if (error instanceof TypeError) throw new HTTPException(400, { cause: error })
    throw error
  }
}
