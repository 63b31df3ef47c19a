/** The smallest GIF there is: one transparent pixel. */
export const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');

export const PIXEL_HEADERS = { 'content-type': 'image/gif', 'cache-control': 'no-store, max-age=0' } as const;
