/** Asks which column of a file is which of ours, and tells what is missing. */
import { z } from 'zod'
import type { Ability } from '../../domain/abilities.ts'
import type { SheetProblem } from '../../domain/sheet-problem.ts'
import type { Action } from '../contributions.ts'
import { press } from '../contributions.ts'
import { defineAction, defineForm } from '../define.ts'
import { text } from '../i18n/words.ts'
import {
  type Block,
  type Card,
  type Field,
  type FileRef,
  InvalidAnswers,
  Refusal,
  type Reply,
  type RequestContext,
  type Text,
} from '../model.ts'
import { buttons, line } from './blocks.ts'
import { sheetProblem } from './sheet-problems.ts'

/** Ours, and whether a file cannot do without it. */
export interface AskedColumn {
  name: string
  required?: boolean
}

export interface ColumnsFormDeps {
  /** Of the form, and of the button that opens it. */
  id: string
  can: Ability
  title: Text
  columns: readonly AskedColumn[]
  /** The file, and the names above its columns; null once it was swept away. */
  headings(fileId: string): Promise<{ file: FileRef; found: readonly string[] } | null>
  keep(context: RequestContext, names: Readonly<Record<string, string>>): Promise<void>
  /** Looks at the file once more. */
  again(context: RequestContext, file: FileRef): Promise<Reply>
}

/** Names of a file that are offered. */
const OFFERED = 60

/** Names of those a file cannot do without. */
export const requiredNames = (columns: readonly AskedColumn[]): string[] =>
  columns.filter(one => one.required).map(({ name }) => name)

/** @returns the form, the button that opens it, and the card that says what is missing */
export function columnsForm({ id, can, title, columns, headings, keep, again }: ColumnsFormDeps) {
  const open: Action<[string]> = defineAction({
    verb: id,
    can,
    args: z.tuple([z.string()]),
    run: async (_context, fileId) => ({ kind: 'form', form: id, args: [fileId] }),
  })
  const form = defineForm({
    id,
    title,
    can,
    args: z.tuple([z.string()]),
    answers: z.record(z.string(), z.string().optional()),
    fields: async (_context, [fileId]) => {
      const seen = await headings(fileId)
      if (!seen) throw new Refusal(text('sheet:columns.gone'))
      const options = [...new Set(seen.found)].slice(0, OFFERED).map(name => ({ value: name, label: name }))
      return columns.map(
        ({ name }): Field => ({
          kind: 'choice',
          id: name,
          label: text('sheet:columns.which', { name }),
          hint: text('sheet:columns.hint'),
          options,
          optional: true,
        }),
      )
    },
    submit: async (context, [fileId], answers) => {
      const seen = await headings(fileId)
      if (!seen) throw new Refusal(text('sheet:columns.gone'))
      const names = Object.entries(answers).filter((one): one is [string, string] => one[1] !== undefined)
      const twice = names.find(([ours, name]) =>
        names.some(([other, same]) => other !== ours && same === name),
      )
      if (twice) throw new InvalidAnswers({ field: twice[0], why: text('sheet:columns.twice') })
      await keep(context, Object.fromEntries(names))
      return again(context, seen.file)
    },
  })
  /** Why a file cannot be read; with the question about its columns where that helps. */
  function problemCard(titled: Text, problem: SheetProblem, fileId: string): Card {
    const helps = problem.problem === 'columns-missing' || problem.problem === 'columns-twice'
    const blocks: Block[] = [line(sheetProblem(problem))]
    if (helps) blocks.push(line(text('sheet:columns.needs', { columns: requiredNames(columns).join(', ') })))
    const ask = { label: text('sheet:columns.open'), tone: 'primary' as const, press: press(open, fileId) }
    return { title: titled, blocks: [...blocks, ...buttons(...(helps ? [ask] : []))] }
  }
  return { form, action: open, problemCard }
}
