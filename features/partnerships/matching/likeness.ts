// Pure: how like two names of places are, and when that is enough.

const continuation =
  /^ (?:(?:im|am|an|in|ob|bei|auf|vor|unter|zu|sur|sous|les|lez|en|de|du|des|d|del|della|dello|dei|di|da|do|dos|upon|on|of|by|under|nad|pod|v|ve|pri|na) .+|city|town|ville|si|gun|gu|shi|machi|cho)$/

const title =
  /^(?:(?:universitats und )?hansestadt|stadt|markt|city of|horad|gorod|heroica|ciudad(?: de)?|villa(?: de)?|ville de|thi xa|thanh pho|comune di) $/

/** Tells whether the longer of two keys only adds a title, or where the shorter lies ("isny" and "isny im allgau"). */
export function continues(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (short.length < 3) return false
  if (long.startsWith(`${short} `)) return continuation.test(long.slice(short.length))
  return long.endsWith(` ${short}`) && title.test(long.slice(0, -short.length))
}

/** The numbers a name holds ("Golfe 1", "Praha 15"): two names that differ in them are never the same place. */
function numbersOf(key: string): string {
  return (key.match(/\d+|\b[ivx]+\b/g) ?? []).join(' ')
}

const sides =
  /\b(?:north|south|east|west|northern|southern|eastern|western|new|old|upper|lower|great|little|nord|sud|est|ouest|norte|sur|este|oeste|ost|nueva|nuevo|nova|novi|novy|nowy|stary|stara|stari|istocno|severni|juzni|ober|unter|alt|neu|metro)\b/g

function sidesOf(key: string): string {
  return (key.match(sides) ?? []).toSorted().join(' ')
}

// Neighbours often share all but the first word of a name ("Pieve del Grappa", "Pove del Grappa").
function differsInHead(a: string, b: string): boolean {
  const [[headA = '', ...tailA], [headB = '', ...tailB]] = [a.split(' '), b.split(' ')]
  if (headA[0] !== headB[0]) return true
  return tailA.length > 0 && tailA.join(' ') === tailB.join(' ') && editDistance(headA, headB) > 1
}

/** How many letters must be put in, taken out or changed to turn one word into the other (Levenshtein). */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (b[j - 1] === letter ? 0 : 1)
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** Two names and what is known of their likeness: trigram similarity and distance in kilometres. */
export type Likeness = { nameKey: string; endKey: string; similarity: number; km: number }

// The farther away, the liker it must be.
function isSimilarEnough({ similarity, km }: Likeness): boolean {
  if (km <= 3) return similarity >= 0.5
  return km <= 10 ? similarity >= 0.6 : similarity >= 0.75
}

// At the very point given, another way to write the same sounds ("Baranavichy", "Baranovichi").
function isOtherSpelling({ nameKey, endKey, km }: Likeness): boolean {
  const longest = Math.max(nameKey.length, endKey.length)
  const allowed = longest < 7 ? 1 : Math.floor(longest * 0.34)
  return km <= 2 && longest > 4 && editDistance(nameKey, endKey) <= allowed
}

/** Tells whether a place near an end is the end under a like name. */
export function isLike(likeness: Likeness): boolean {
  const { nameKey, endKey, km } = likeness
  if (numbersOf(nameKey) !== numbersOf(endKey)) return false
  if (nameKey.replaceAll(' ', '') === endKey.replaceAll(' ', '')) return true
  if (sidesOf(nameKey) !== sidesOf(endKey) && km > 0.5) return false
  if (continues(nameKey, endKey)) return km <= 10
  if (km > 0.5 && differsInHead(nameKey, endKey)) return false
  return isSimilarEnough(likeness) || isOtherSpelling(likeness)
}
