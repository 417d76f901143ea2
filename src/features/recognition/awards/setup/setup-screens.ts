/** The office's name, emblem and signature on certificates, and when awards are announced. */

import { z } from 'zod'
import { type Action, type OfficerMenuEntry, press } from '../../../../chat/contributions.ts'
import { defineAction, defineForm } from '../../../../chat/define.ts'
import { fileAnswer } from '../../../../chat/forms/schemas.ts'
import { text } from '../../../../chat/i18n/words.ts'
import { type Answers, type Card, type Field, InvalidAnswers, type Reply } from '../../../../chat/model.ts'
import { buttons, line } from '../../../../chat/ui/blocks.ts'
import { EMBLEM_MIMES, MAX_EMBLEM_BYTES } from '../certificate/emblem.ts'
import { DEFAULT_PATTERN, PATTERN_PARTS, patternFits } from '../rules.ts'
import type { Settings } from './settings.ts'
import type { Setup } from './setup.ts'

const CAN = 'awards.settings' as const
const HOURS = ['08:00', '09:00', '10:00', '11:00', '13:30', '14:00', '15:00'] as const
const MAX_LINE = 120
const SetupAnswers = z.object({
  office: z.string(),
  signerName: z.string(),
  signerPosition: z.string(),
  signerNip: z.string().optional(),
  pattern: z.string(),
  hour: z.enum(HOURS),
  audience: z.enum(['unit', 'office']),
})

const SETUP = 'award.setup'
const EMBLEM = 'award.emblem'

export function setupScreens(setup: Setup) {
  const open = defineAction({
    verb: 'award.setup',
    can: CAN,
    args: z.tuple([]),
    run: async () => shown(),
  })
  const edit = defineAction({
    verb: 'award.setup-change',
    can: CAN,
    args: z.tuple([]),
    run: async () => ({
      kind: 'form',
      form: SETUP,
      args: [],
      answers: answersOf(await setup.settings()),
    }),
  })
  const upload = defineAction({
    verb: 'award.emblem',
    can: CAN,
    args: z.tuple([]),
    run: async () => ({ kind: 'form', form: EMBLEM, args: [] }),
  })
  const remove = defineAction({
    verb: 'award.emblem-remove',
    can: CAN,
    args: z.tuple([]),
    run: async context => {
      await setup.removeEmblem(context)
      return shown()
    },
  })
  async function shown(): Promise<Reply & { kind: 'card' }> {
    const card = settingsCard(await setup.settings(), { edit, upload, remove })
    return { kind: 'card', over: true, card }
  }

  const officerMenu: OfficerMenuEntry = { label: text('awards:setup.title'), can: CAN, press: press(open) }
  return {
    actions: [open, edit, upload, remove],
    forms: [setupForm(setup, shown), emblemForm(setup, shown)],
    officerMenu: [officerMenu],
  }
}

const setupForm = (setup: Setup, shown: () => Promise<Reply>) =>
  defineForm({
    id: SETUP,
    title: text('awards:setup.title'),
    can: CAN,
    args: z.tuple([]),
    answers: SetupAnswers,
    fields: async () => FIELDS,
    submit: async (context, _args, { signerNip = '', ...rest }) => {
      if (!patternFits(rest.pattern))
        throw new InvalidAnswers({ field: 'pattern', why: text('awards:problem.pattern', PATTERN_PARTS) })
      await setup.save(context, { ...rest, nip: signerNip })
      return shown()
    },
  })

const emblemForm = (setup: Setup, shown: () => Promise<Reply>) =>
  defineForm({
    id: EMBLEM,
    title: text('awards:setup.emblem'),
    can: CAN,
    args: z.tuple([]),
    answers: z.object({ file: fileAnswer }),
    fields: async () => [
      {
        kind: 'file',
        id: 'file',
        mimes: [...EMBLEM_MIMES],
        maxBytes: MAX_EMBLEM_BYTES,
        label: text('awards:setup.emblemAsk'),
        hint: text('awards:setup.emblemHint'),
      },
    ],
    submit: async (context, _args, { file }) => {
      await setup.keepEmblem(context, file)
      return shown()
    },
  })

function settingsCard(
  settings: Settings,
  { edit, upload, remove }: Record<'edit' | 'upload' | 'remove', Action<[]>>,
): Card {
  return {
    title: text('awards:setup.title'),
    blocks: [
      line(text(settings.office && settings.signerName ? 'awards:setup.body' : 'awards:setup.missing')),
      { kind: 'facts', rows: rowsOf(settings) },
      ...buttons(
        { label: text('awards:setup.change'), tone: 'primary', press: press(edit) },
        { label: text('awards:setup.emblem'), press: press(upload) },
        ...(settings.emblemId ? [{ label: text('awards:setup.emblemRemove'), press: press(remove) }] : []),
      ),
    ],
  }
}

type Rows = Extract<Card['blocks'][number], { kind: 'facts' }>['rows']
function rowsOf({
  office,
  signerName,
  signerPosition,
  signerNip,
  pattern,
  hour,
  audience,
  emblemId,
}: Settings): Rows {
  const said = (value: string | null) => value || text('awards:setup.none')
  return [
    [text('awards:setup.office'), said(office)],
    [text('awards:setup.signerName'), said(signerName)],
    [text('awards:setup.signerPosition'), said(signerPosition)],
    [text('awards:setup.signerNip'), said(signerNip)],
    [text('awards:setup.pattern'), pattern],
    [text('awards:setup.hour'), text('chat:clock', { time: hour })],
    [
      text('awards:setup.audience'),
      text(audience === 'unit' ? 'awards:setup.unit' : 'awards:setup.everyGroup'),
    ],
    [text('awards:setup.emblemIs'), text(emblemId ? 'awards:setup.emblemOwn' : 'awards:setup.emblemNone')],
  ]
}

/** A NIP is kept masked only, so it is asked for anew. */
function answersOf({ office, signerName, signerPosition, pattern, hour, audience }: Settings): Answers {
  const known = office && signerName ? { office, signerName, signerPosition } : {}
  return { ...known, pattern, hour, audience }
}

const FIELDS: Field[] = [
  {
    kind: 'line',
    id: 'office',
    max: MAX_LINE,
    label: text('awards:setup.office'),
    hint: text('awards:setup.officeHint'),
  },
  { kind: 'line', id: 'signerName', max: MAX_LINE, label: text('awards:setup.signerName') },
  { kind: 'line', id: 'signerPosition', max: MAX_LINE, label: text('awards:setup.signerPosition') },
  {
    kind: 'line',
    id: 'signerNip',
    optional: true,
    masked: true,
    max: 30,
    label: text('awards:setup.signerNip'),
    hint: text('awards:setup.signerNipHint'),
  },
  {
    kind: 'line',
    id: 'pattern',
    max: 80,
    label: text('awards:setup.pattern'),
    hint: text('awards:setup.patternHint', { ...PATTERN_PARTS, example: DEFAULT_PATTERN }),
  },
  {
    kind: 'choice',
    id: 'hour',
    label: text('awards:setup.hour'),
    options: HOURS.map(value => ({ value, label: text('chat:clock', { time: value }) })),
  },
  {
    kind: 'choice',
    id: 'audience',
    label: text('awards:setup.audience'),
    options: [
      { value: 'unit', label: text('awards:setup.unit') },
      { value: 'office', label: text('awards:setup.everyGroup') },
    ],
  },
]
