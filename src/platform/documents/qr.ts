/** QR codes as rows of dark and light modules; whoever draws them leaves four modules of white around. */
import encodeQR from 'qr'

/** Rows of modules, true is dark. 15 % of the picture may be covered or soiled (level M). */
export const qrModules = (content: string): boolean[][] =>
  // The library's smallest border is one module; a drawing has its own.
  encodeQR(content, 'raw', { ecc: 'medium', border: 1 })
    .slice(1, -1)
    .map(row => row.slice(1, -1))
