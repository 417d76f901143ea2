/** What answers and arguments of the neutral kinds are when they reach a feature: pieces for its zod objects. */
import { z } from 'zod'
import type { OfficeDay } from '../../domain/calendar/office-day.ts'
import { isQuarter, type Quarter } from '../../domain/calendar/quarter.ts'

/** Of a file field: a FileRef. */
export const fileAnswer = z.object({ id: z.string(), name: z.string(), mime: z.string() })

/** Of a date field, which has checked it: `YYYY-MM-DD`. */
export const dayAnswer = z.custom<OfficeDay>(value => typeof value === 'string')

/** The code of a quarter as an argument, such as `2026Q4`: anything else is refused. */
export const quarterArg = z.custom<Quarter>(isQuarter)
