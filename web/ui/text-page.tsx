import type { ReactNode } from 'react'

/** A page of text: its title, its first sentence, its parts. */
export function TextPage({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <article>
      <div className="page-top">
        <h1>{title}</h1>
        <p className="measure mt-5 text-[1.1875em] leading-snug">{lead}</p>
      </div>
      <div className="parts">{children}</div>
    </article>
  )
}

/** A part of a page of text: its title beside it where there is room. */
export function Part({ title, id, children }: { title: string; id?: string; children: ReactNode }) {
  return (
    <section className="part" {...(id ? { id } : {})}>
      <h2>{title}</h2>
      <div className="prose measure">{children}</div>
    </section>
  )
}
