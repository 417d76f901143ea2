/** Slack writes emoji as `:clap:`; other platforms show them as what they are. The common ones are turned. */
const EMOJI: Record<string, string> = {
  ...{ clap: '👏', pray: '🙏', '+1': '👍', thumbsup: '👍', '-1': '👎', thumbsdown: '👎', ok_hand: '👌' },
  ...{ raised_hands: '🙌', wave: '👋', muscle: '💪', handshake: '🤝', fire: '🔥', star: '⭐', star2: '🌟' },
  ...{
    sparkles: '✨',
    tada: '🎉',
    trophy: '🏆',
    medal: '🏅',
    first_place_medal: '🥇',
    rocket: '🚀',
    100: '💯',
  },
  ...{
    heart: '❤️',
    blush: '😊',
    smile: '😄',
    smiley: '😃',
    grinning: '😀',
    grin: '😁',
    joy: '😂',
    wink: '😉',
  },
  ...{ heart_eyes: '😍', slightly_smiling_face: '🙂', relaxed: '☺️', sunglasses: '😎', thinking_face: '🤔' },
  ...{
    cry: '😢',
    sob: '😭',
    sweat_smile: '😅',
    partying_face: '🥳',
    hugging_face: '🤗',
    smiling_face_with_3_hearts: '🥰',
  },
  ...{
    white_check_mark: '✅',
    heavy_check_mark: '✔️',
    x: '❌',
    warning: '⚠️',
    bulb: '💡',
    memo: '📝',
    calendar: '📅',
  },
  ...{
    coffee: '☕',
    rose: '🌹',
    bouquet: '💐',
    sunny: '☀️',
    'flag-id': '🇮🇩',
    crown: '👑',
    gem: '💎',
    dart: '🎯',
  },
}

/** Names that are not known stay as they were written, and so does `10:30:00`. */
export const withEmoji = (said: string) =>
  said
    .replaceAll(/:skin-tone-[2-6]:/g, '')
    .replaceAll(/:([a-z0-9_+-]+):/g, (whole, name: string) => EMOJI[name] ?? whole)
