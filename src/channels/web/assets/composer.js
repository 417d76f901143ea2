// Where a message is written: the menu of commands, and the file that goes with it.
const at = id => document.getElementById(id)
const [menu, composer] = [at('menu'), at('composer')]

const grow = area => {
  area.style.height = 'auto'
  area.style.height = `${Math.min(area.scrollHeight + 2, 160)}px`
}
export function clearComposer() {
  composer.reset()
  grow(composer.elements.say)
  nameChosen()
}

export function closeMenu() {
  if (menu) menu.open = false
}
/** Commands that begin like what is typed. */
function filterMenu(typed) {
  const asked = /^\/\w*$/.test(typed) ? typed.toLowerCase() : null
  const buttons = [...menu.querySelectorAll('form button')]
  for (const button of buttons) button.hidden = asked !== null && !button.value.startsWith(asked)
  menu.open = asked !== null && buttons.some(button => !button.hidden)
}
export function nameChosen() {
  const [file] = composer.elements.file.files
  at('chosen').hidden = !file
  at('chosen').firstElementChild.textContent = file?.name ?? ''
}

export function startComposer() {
  const { say, file } = composer.elements
  const isTouch = matchMedia('(pointer: coarse)')
  say.addEventListener('input', () => {
    grow(say)
    filterMenu(say.value)
  })
  say.addEventListener('keydown', event => {
    if (event.key === 'Escape') closeMenu()
    if (event.key === 'ArrowUp' && menu.open) {
      event.preventDefault()
      ;[...menu.querySelectorAll('form button:not([hidden])')].at(-1)?.focus()
    }
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || isTouch.matches) return
    event.preventDefault()
    composer.requestSubmit()
  })
  file.addEventListener('change', nameChosen)
  at('chosen')
    .querySelector('button')
    .addEventListener('click', () => {
      file.value = ''
      nameChosen()
      say.focus()
    })
  menu.addEventListener('toggle', () => {
    if (menu.open && !say.value.startsWith('/')) filterMenu('/')
  })
  menu.addEventListener('keydown', event => {
    const buttons = [...menu.querySelectorAll('form button:not([hidden])')]
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length]?.focus()
    }
    if (event.key === 'Escape') {
      closeMenu()
      say.focus()
    }
  })
}
