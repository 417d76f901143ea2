// The page's part: sends without leaving the page, shows what comes in, keeps the place of whoever reads.
import { clearComposer, closeMenu, nameChosen, startComposer } from './composer.js'

const { query = '', last, lost, back, large, bytes } = document.body.dataset
const at = id => document.getElementById(id)
const [conversation, flash, composer, scroller, newest] = [
  'conversation',
  'flash',
  'composer',
  'scroller',
  'newest',
].map(at)
document.body.classList.add('scripted')

function tell(words) {
  if (!words) return
  if (!flash) return answerTo(words)
  flash.textContent = words
  flash.classList.add('on')
  clearTimeout(tell.timer)
  tell.timer = setTimeout(() => {
    flash.classList.remove('on')
    flash.textContent = ''
  }, 7000)
}

// ---- what comes in

let seen = last
let events
/** The message whose change the person in front of this page has asked for: the focus goes there. */
let awaited
/** They have asked for something: if it is a form, they begin at its beginning. */
let asking = false

const isAtEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 120
const toEnd = () => scroller.scrollTo({ top: scroller.scrollHeight })

function place(fresh) {
  const seq = BigInt(fresh.dataset.seq)
  const all = [...conversation.querySelectorAll('.message')]
  // Changes of messages further back than this page shows are not for this page.
  if (document.querySelector('.earlier') && all[0] && seq < BigInt(all[0].dataset.seq)) return false
  const next = all.find(one => BigInt(one.dataset.seq) > seq)
  conversation.insertBefore(fresh, next ?? null)
  fresh.classList.add('fresh')
  return true
}

function tidy(fresh) {
  if (fresh.previousElementSibling?.dataset.day === fresh.dataset.day) fresh.querySelector('.day')?.remove()
  for (const field of fresh.querySelectorAll('[data-max]')) count(field)
}

function focusOn(fresh) {
  const target = fresh.querySelector('[aria-invalid]') ?? fresh.querySelector('h2') ?? fresh
  target.focus({ preventScroll: true })
  goTo(target.closest('.field') ?? fresh)
}

/** What is longer than the page is read from its beginning. */
const goTo = place =>
  place.scrollIntoView({ block: place.offsetHeight > scroller.clientHeight ? 'start' : 'nearest' })

function arrived(fresh, atEnd) {
  const isOurs = fresh.classList.contains('rekan')
  if (isOurs && asking && fresh.classList.contains('form')) focusOn(fresh)
  else if (atEnd || !isOurs) goTo(fresh)
  else newest.hidden = false
  if (isOurs) asking = false
}

function show({ id, html }) {
  const holder = document.createElement('template')
  holder.innerHTML = html
  const fresh = holder.content.firstElementChild
  const old = at(`m-${id}`)
  const atEnd = isAtEnd()
  if (old) old.replaceWith(fresh)
  else if (!place(fresh)) return
  tidy(fresh)
  if (awaited === id) {
    awaited = undefined
    focusOn(fresh)
  } else if (!old) arrived(fresh, atEnd)
}

/** One stream a tab; a tab nobody sees gives its own back, since a browser has six for all of them. */
function listen() {
  events?.close()
  let wasLost = false
  events = new EventSource(`/events${query ? `${query}&` : '?'}last=${seen}`)
  events.onmessage = ({ data, lastEventId }) => {
    seen = lastEventId
    show(JSON.parse(data))
  }
  // Too many windows: this one rests until somebody looks at it again.
  events.addEventListener('enough', () => events.close())
  events.addEventListener('clock', ({ data }) => {
    at('clock').textContent = data
  })
  events.onopen = () => {
    if (wasLost) tell(back)
    wasLost = false
  }
  events.onerror = () => {
    if (!wasLost) tell(lost)
    wasLost = true
    // The server would not have us: perhaps the session is over. The page itself will say.
    if (events.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 5000)
  }
}

// ---- what goes out

/** Each act has a key of its own, so that one that is sent twice is done once. */
function renewKey(form) {
  delete form.dataset.failed
  if (!form.elements.key) return
  form.elements.key.value = crypto.randomUUID?.() ?? `${Date.now()}-${String(Math.random()).slice(2)}`
}

async function send(form, submitter) {
  const data = new FormData(form, submitter)
  const buttons = form.querySelectorAll('button')
  for (const button of buttons) button.setAttribute('aria-disabled', 'true')
  form.dataset.busy = 'yes'
  try {
    const headers = { accept: 'application/json' }
    const response = await fetch(form.action, { method: 'POST', body: data, headers })
    const answer = await response.json()
    if (answer.reload) location.reload()
    tell(answer.flash)
    if (answer.answer) answerTo(answer.answer, true)
    renewKey(form)
    return response.ok
  } catch {
    // Whether it arrived is not known: sent again as it is, it is the same act.
    form.dataset.failed = 'yes'
    tell(lost)
    return false
  } finally {
    delete form.dataset.busy
    for (const button of buttons) button.removeAttribute('aria-disabled')
  }
}

function answerTo(words, isHtml) {
  const place = at('answer')
  if (!place) return
  if (isHtml) place.innerHTML = words
  else place.textContent = words
  at('code').select()
}

document.addEventListener('submit', async event => {
  const form = event.target
  if (new URL(form.action).pathname !== '/act') return
  event.preventDefault()
  if (form.dataset.busy) return
  if (form.closest('.form')) awaited = form.elements.message?.value
  else asking = true
  closeMenu()
  const sent = await send(form, event.submitter)
  if (form === composer && sent) clearComposer()
})

function count(field) {
  const place = field.nextElementSibling
  if (!place?.classList.contains('count')) return
  const { min, max } = field.dataset
  const length = field.value.trim().length
  place.textContent = length === 0 ? '' : `${length} / ${max}`
  place.classList.toggle('over', length > Number(max) || length < Number(min))
}

document.addEventListener('input', ({ target }) => {
  if (target.dataset.max) count(target)
  if (target.form?.dataset.failed) renewKey(target.form)
})

// ---- the rest of the page

// Said before it is sent: a server that hangs up in the middle of a large file cannot say it.
document.addEventListener('change', ({ target }) => {
  const file = target.type === 'file' && target.files[0]
  if (!file || file.size <= Number(bytes)) return
  target.value = ''
  nameChosen()
  tell(large)
})
document.addEventListener('click', ({ target }) => {
  for (const open of document.querySelectorAll('details[open]')) if (!open.contains(target)) open.open = false
})
at('sebagai')?.addEventListener('change', ({ target }) => target.form.requestSubmit())

if (conversation) {
  startComposer()
  for (const field of document.querySelectorAll('[data-max]')) count(field)
  newest.addEventListener('click', toEnd)
  scroller.addEventListener('scroll', () => {
    if (isAtEnd()) newest.hidden = true
  })
  document.addEventListener('visibilitychange', () => (document.hidden ? events?.close() : listen()))
  if (!location.hash) toEnd()
  listen()
}
