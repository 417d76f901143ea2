/** Arguments of buttons and forms. */
import { z } from 'zod'

/** An appraisal, an objection or a question. */
export const idArgs = z.tuple([z.string()])
/** An objection, and whom to ask. */
export const askArgs = z.tuple([z.string(), z.enum(['employee', 'appraiser'])])
/** An objection, and what is decided without other figures. */
export const decideArgs = z.tuple([z.string(), z.enum(['stays', 'rejected'])])
