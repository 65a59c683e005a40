/** The closest zoom the map has: a town is a dot, there are no streets. */
export const maxZoom = 9

/** The closest zoom ground tiles are cut for; closer ones are the same, enlarged. */
export const groundZoom = 6

/** Units from edge to edge of a vector tile. */
export const tileExtent = 4096

/** No tile of places is heavier, in bytes, whatever it holds. */
export const heaviestTile = 64 * 1024

/** Names the ground tiles; raised by hand whenever what they hold changes, for readers keep them for ever. */
export const groundEdition = 1
