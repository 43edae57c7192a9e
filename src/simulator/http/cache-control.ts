const IMAGE = /\.(jpe?g|png|ppm|bmp|pgm|gif|tiff?|webp)$/i
const CODE = /(\.js|\.css|index.*\.json)$/i

/** What ComfyUI decides by the path alone: code is asked for anew, pictures are kept, even those that are missing. */
export function cacheControl(path: string, status: number): string | undefined {
  if (CODE.test(path)) return 'no-cache'
  if (!IMAGE.test(path)) return undefined
  if (status === 404) return 'public, max-age=3600'
  return status >= 200 && status < 300 ? 'public, max-age=86400' : 'no-cache'
}
