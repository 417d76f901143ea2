// The browser's part: sends without leaving the page, shows what comes in, helps to find a name.
const { query, last, lost } = document.body.dataset
const conversation = document.getElementById('conversation')
const flash = document.getElementById('flash')
const composer = document.getElementById('composer')

function toEnd() {
  conversation.lastElementChild?.scrollIntoView({ block: 'end' })
}

function tell(words) {
  if (!words) return
  flash.textContent = words
  flash.classList.add('on')
  clearTimeout(tell.timer)
  tell.timer = setTimeout(() => flash.classList.remove('on'), 6000)
}

function show({ id, html }) {
  const holder = document.createElement('template')
  holder.innerHTML = html
  const fresh = holder.content.firstElementChild
  const old = document.getElementById(`m-${id}`)
  if (old) old.replaceWith(fresh)
  else {
    conversation.append(fresh)
    toEnd()
  }
}

function listen() {
  const events = new EventSource(`/events${query ? `${query}&` : '?'}last=${last}`)
  events.onmessage = ({ data }) => show(JSON.parse(data))
}

async function send(form, submitter) {
  const data = new FormData(form, submitter)
  const buttons = form.querySelectorAll('button')
  for (const button of buttons) button.disabled = true
  try {
    const answer = await fetch(form.action, {
      method: 'POST',
      body: data,
      headers: { accept: 'application/json' },
    })
    tell((await answer.json()).flash)
    return answer.ok
  } catch {
    tell(lost)
    return false
  } finally {
    for (const button of buttons) button.disabled = false
    // The next tap is a new one; the same one sent again by the network is not.
    const key = form.querySelector('input[name=key]')
    if (key) key.value = crypto.randomUUID()
  }
}

document.addEventListener('submit', async event => {
  const form = event.target
  if (!new URL(form.action).pathname.startsWith('/act')) return
  event.preventDefault()
  const sent = await send(form, event.submitter)
  if (form === composer && sent) {
    form.reset()
    grow(form.elements.say)
  }
  document.getElementById('menu').open = false
  // A conversation's first message takes the place of the welcome, its code field with it.
  if (sent && form.classList.contains('code')) form.closest('li').remove()
})

const grow = area => {
  area.style.height = 'auto'
  area.style.height = `${Math.min(area.scrollHeight, 160)}px`
}
composer.elements.say.addEventListener('input', event => grow(event.target))
composer.elements.say.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
  event.preventDefault()
  composer.requestSubmit()
})
composer.elements.file.addEventListener('change', () => composer.requestSubmit())
document.getElementById('sebagai')?.addEventListener('change', event => event.target.form.submit())

function tag(people, { value, label }) {
  const { field, max, remove } = people.dataset
  const tags = people.querySelector('.tags')
  if ([...tags.querySelectorAll('input')].some(input => input.value === value)) return
  while (tags.children.length >= Number(max)) tags.firstElementChild.remove()
  const item = document.createElement('span')
  item.className = 'tag'
  const input = Object.assign(document.createElement('input'), { type: 'hidden', name: `a.${field}`, value })
  const off = Object.assign(document.createElement('button'), {
    type: 'button',
    textContent: '×',
    ariaLabel: `${remove} ${label}`,
  })
  off.addEventListener('click', () => item.remove())
  item.append(input, label, off)
  tags.append(item)
}

async function suggest(people, typed) {
  const list = people.querySelector('.suggestions')
  const draft = people.closest('form').dataset.draft
  const asked = new URLSearchParams({ draft, field: people.dataset.field, q: typed })
  const found =
    typed.trim() === ''
      ? []
      : await fetch(`/suggest${query ? `${query}&` : '?'}${asked}`).then(one => one.json())
  if (people.querySelector('input[type=search]').value !== typed) return
  list.replaceChildren(
    ...found.map(option => {
      const button = Object.assign(document.createElement('button'), {
        type: 'button',
        textContent: option.label,
      })
      button.setAttribute('role', 'option')
      button.addEventListener('click', () => {
        tag(people, option)
        people.querySelector('input[type=search]').value = ''
        list.replaceChildren()
      })
      const item = document.createElement('li')
      item.append(button)
      return item
    }),
  )
}
conversation.addEventListener('input', event => {
  const people = event.target.type === 'search' && event.target.closest('.people')
  if (people) suggest(people, event.target.value)
})
conversation.addEventListener('keydown', event => {
  // Enter in the name field takes the first suggestion instead of sending the form.
  if (event.key !== 'Enter' || event.target.type !== 'search') return
  event.preventDefault()
  event.target.closest('.people').querySelector('.suggestions button')?.click()
})

listen()
toEnd()
