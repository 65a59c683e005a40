import { Fragment, type ReactNode } from 'react'

type RichProps = {
  /** A sentence in which `[words](name)` is a link and `**words**` a figure to set off. */
  text: string
  links?: Record<string, string>
  figureClass?: string
}

const marks = /\[([^\]]+)\]\((\w+)\)|\*\*([^*]+)\*\*/g

/** A translated sentence with its links and figures, so that translators keep them where their language wants them. */
export function Rich({ text, links = {}, figureClass }: RichProps) {
  const parts: ReactNode[] = []
  let end = 0
  for (const match of text.matchAll(marks)) {
    const [whole, words, name, figure] = match
    parts.push(text.slice(end, match.index))
    if (figure) parts.push(<b className={figureClass}>{figure}</b>)
    else parts.push(<a href={links[name ?? ''] ?? name}>{words}</a>)
    end = match.index + whole.length
  }
  parts.push(text.slice(end))
  return parts.map((part, index) => <Fragment key={`${index}`}>{part}</Fragment>)
}
