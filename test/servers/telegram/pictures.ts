/** A photo must really be one: the size is read from the picture itself, as Telegram does. */

export interface Size {
  width: number
  height: number
}

export function pictureSize(bytes: Uint8Array): Size | undefined {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return pngSize(data) ?? jpegSize(data)
}

function pngSize(data: Buffer): Size | undefined {
  const whole = data.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n' && data.includes('IEND')
  if (!whole || data.length < 33) return undefined
  return { width: data.readUInt32BE(16), height: data.readUInt32BE(20) }
}

function jpegSize(data: Buffer): Size | undefined {
  if (data.length < 20 || data.readUInt16BE(0) !== 0xffd8) return undefined
  let at = 2
  while (at + 9 < data.length && data[at] === 0xff) {
    const marker = data[at + 1] ?? 0
    if (isFrame(marker)) return { height: data.readUInt16BE(at + 5), width: data.readUInt16BE(at + 7) }
    at += 2 + data.readUInt16BE(at + 2)
  }
  return undefined
}

/** Start-of-frame markers, without the Huffman, arithmetic and JPG ones among them. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

export function photoProblem(bytes: Uint8Array): string | undefined {
  const size = pictureSize(bytes)
  if (!size) return 'IMAGE_PROCESS_FAILED: the photo is no PNG or JPEG'
  const { width, height } = size
  const flat = Math.max(width, height) / Math.max(1, Math.min(width, height)) > 20
  if (width + height > 10_000 || flat || width * height === 0)
    return `PHOTO_INVALID_DIMENSIONS: ${width}x${height}`
  return bytes.length > 10 * 1024 * 1024 ? 'file is too big: photos have at most 10 MB' : undefined
}
