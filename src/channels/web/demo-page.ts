/** What the demonstration adds to the page. */
import { html } from 'hono/html'
import { type Key, text } from '../../chat/i18n/words.ts'
import { type DemoState, type Persona, STEPS, type Step } from './demo.ts'
import { type Html, type Say, sayIn, type View } from './view.ts'

export type { DemoState } from './demo.ts'

const STEP_KEYS = {
  hour: 'web:demo.hour',
  day: 'web:demo.day',
  morning: 'web:demo.morning',
} as const satisfies Record<Step, Key>
const ROLE_KEYS: ReadonlyMap<string, Key> = new Map(
  Object.entries<Key>({
    appraiser: 'web:demo.role.appraiser',
    officer: 'web:demo.role.officer',
    leader: 'web:demo.role.leader',
    administrator: 'web:demo.role.administrator',
  }),
)

export const clockWords = (say: Say, now: Date): string => say(text('web:demo.now', { now }))

/** Who this tab plays, and the office's clock with what moves it. */
export function demoBar({ personas, persona, now }: DemoState, view: View): Html {
  const say = sayIn(view)
  const options = personas.map(one => {
    const chosen = one.id === persona ? html` selected` : ''
    return html`<option value="${one.id}"${chosen}>${[one.name, whatOf(one, say)].join(' · ')}</option>`
  })
  return html`<section class="demo" aria-label="${say(text('web:demo.title'))}">
    <form method="get" action="/"><label for="sebagai">${say(text('web:demo.as'))}</label>
      <select id="sebagai" name="sebagai"><option value="">${say(text('web:demo.choose'))}</option>${options}</select>
      <button>${say(text('web:demo.be'))}</button></form>
    <form method="post" action="/demo/clock"><input type="hidden" name="sebagai" value="${persona ?? ''}">
      <span id="clock">${clockWords(say, now)}</span>
      <span class="steps">${STEPS.map(step => html`<button name="step" value="${step}">${say(text(STEP_KEYS[step]))}</button>`)}</span></form>
  </section>`
}

/** A tab that plays nobody yet: everyone in the sample, to choose from. */
export function personaPicker({ personas }: DemoState, view: View): Html {
  const say = sayIn(view)
  return html`<section class="picker" aria-labelledby="pick"><h2 id="pick">${say(text('web:demo.title'))}</h2>
    <p>${say(text('web:demo.pick'))}</p>
    <ul>${personas.map(
      one =>
        html`<li><a href="/?sebagai=${encodeURIComponent(one.id)}"><b>${one.name}</b><span>${whatOf(one, say)}</span></a></li>`,
    )}</ul></section>`
}

function whatOf({ position, unit, roles = [] }: Persona, say: Say): string {
  const known = roles.flatMap(role => ROLE_KEYS.get(role) ?? []).map(key => say(text(key)))
  return [position, unit, ...known].join(' · ')
}
