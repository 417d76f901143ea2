// The field of people: part of a name is typed, suggestions are taken by tap or key, each stands as a tag.
const { query = '' } = document.body.dataset
const parts = people => ({
  box: people.querySelector('input[type=search]'),
  list: people.querySelector('.suggestions'),
  tags: people.querySelector('.tags'),
  status: people.querySelector('[role=status]'),
})

function addTag(people, { value, label }) {
  const { tags } = parts(people)
  const { field, max } = people.dataset
  if ([...tags.querySelectorAll('input')].some(input => input.value === value)) return
  // The last place goes to whoever was chosen last.
  while (tags.children.length >= Number(max)) tags.lastElementChild.remove()
  const tag = Object.assign(document.createElement('span'), { className: 'tag' })
  const input = Object.assign(document.createElement('input'), { type: 'hidden', name: `a.${field}`, value })
  const name = Object.assign(document.createElement('span'), { textContent: label })
  tag.append(input, name)
  tags.append(tag)
  addCross(people, tag)
}

function addCross(people, tag) {
  if (tag.querySelector('button')) return
  const cross = Object.assign(document.createElement('button'), { type: 'button', textContent: '×' })
  cross.setAttribute('aria-label', `${people.dataset.remove} ${tag.textContent}`)
  cross.addEventListener('click', () => {
    tag.remove()
    parts(people).box.focus()
  })
  tag.append(cross)
}

function close(people) {
  const { box, list } = parts(people)
  list.hidden = true
  list.replaceChildren()
  box.setAttribute('aria-expanded', 'false')
  box.removeAttribute('aria-activedescendant')
}

function take(people, item) {
  const { box, status } = parts(people)
  addTag(people, { value: item.dataset.value, label: item.textContent })
  status.textContent = item.textContent
  box.value = ''
  close(people)
  box.focus()
}

function point(people, item) {
  const { box, list } = parts(people)
  for (const one of list.children) one.setAttribute('aria-selected', String(one === item))
  box.setAttribute('aria-activedescendant', item.id)
  item.scrollIntoView({ block: 'nearest' })
}

function offer(people, found) {
  const { box, list, status } = parts(people)
  const items = found.map(({ value, label }, index) => {
    const item = Object.assign(document.createElement('li'), {
      textContent: label,
      id: `${list.id}-${index}`,
    })
    item.setAttribute('role', 'option')
    item.setAttribute('aria-selected', 'false')
    item.dataset.value = value
    return item
  })
  const none = Object.assign(document.createElement('li'), {
    className: 'none',
    textContent: people.dataset.none,
  })
  list.replaceChildren(...(items.length > 0 ? items : [none]))
  list.hidden = false
  box.setAttribute('aria-expanded', 'true')
  status.textContent = items.length > 0 ? `${items.length}: ${found[0].label}` : people.dataset.none
  if (items[0]) point(people, items[0])
}

async function ask(people, typed) {
  const draft = people.closest('form').dataset.draft
  const asked = new URLSearchParams({ draft, field: people.dataset.field, q: typed })
  const response = await fetch(`/suggest${query ? `${query}&` : '?'}${asked}`).catch(() => null)
  const found = response?.ok ? await response.json() : []
  // Somebody has typed on meanwhile: a later answer is on its way.
  if (parts(people).box.value === typed) offer(people, found)
}

const peopleOf = target => target.closest?.('.people')
let pause
document.addEventListener('input', ({ target }) => {
  const people = target.type === 'search' && peopleOf(target)
  if (!people) return
  clearTimeout(pause)
  if (target.value.trim() === '') close(people)
  else pause = setTimeout(() => ask(people, target.value), 150)
})
document.addEventListener('keydown', event => {
  const people = event.target.type === 'search' && peopleOf(event.target)
  if (!people) return
  const { list, tags, box } = parts(people)
  const items = [...list.querySelectorAll('[role=option]')]
  const pointed = items.findIndex(item => item.getAttribute('aria-selected') === 'true')
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step && items.length > 0) {
    event.preventDefault()
    point(people, items[(pointed + step + items.length) % items.length])
  }
  if (event.key === 'Escape') close(people)
  if (event.key === 'Backspace' && box.value === '') tags.lastElementChild?.remove()
  // Enter takes a name; it does not send a form that is half filled.
  if (event.key === 'Enter') {
    event.preventDefault()
    if (items[pointed]) take(people, items[pointed])
  }
})
document.addEventListener('mousedown', event => {
  const item = event.target.closest('.suggestions [role=option]')
  if (!item) return
  event.preventDefault()
  take(peopleOf(item), item)
})
document.addEventListener('focusout', ({ target, relatedTarget }) => {
  const people = target.type === 'search' && peopleOf(target)
  if (people && !people.contains(relatedTarget)) close(people)
})
/** Tags that came with the page get their cross here: without the script there is nothing to press. */
const cross = root => {
  for (const people of root.querySelectorAll('.people'))
    for (const tag of people.querySelectorAll('.tag')) addCross(people, tag)
}
cross(document)
const conversation = document.getElementById('conversation')
if (conversation) new MutationObserver(() => cross(conversation)).observe(conversation, { childList: true })
