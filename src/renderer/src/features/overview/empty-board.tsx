import { useElementSize } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { curve } from './board-geometry'
import styles from './empty-board.module.css'

const CARDS = [0, 1, 2, 3]
const CARD_HEIGHT = 72
/** From each socket, the card and the jack that its dotted cord would lead to. */
const LEADS = [
  { socket: 0, card: 0, jack: 0 },
  { socket: 1, card: 0, jack: 1 },
  { socket: 2, card: 0, jack: 2 },
  { socket: 3, card: 1, jack: 0 },
  { socket: 4, card: 1, jack: 1 },
  { socket: 5, card: 2, jack: 0 },
  { socket: 6, card: 2, jack: 1 },
  { socket: 7, card: 3, jack: 0 },
  { socket: 8, card: 3, jack: 1 },
]

/** The picture with nothing in it: where sockets, cords and servers will be, and a message in the middle. */
export function EmptyBoard({ children }: { readonly children: ReactNode }) {
  const { ref, width, height } = useElementSize()
  const left = 44
  const right = Math.round(width * 0.62)
  const bay = Math.max(0, right - left)
  const socketTop = (index: number) => ((index + 0.6) * height) / (LEADS.length + 0.2)
  const cardTop = (index: number) => ((index + 0.5) * height) / CARDS.length - CARD_HEIGHT / 2
  return (
    <div ref={ref} className={styles.board}>
      <div className={styles.bay} style={{ left, width: bay }} />
      <svg className={styles.wires} width={width} height={height} aria-hidden="true">
        {LEADS.map(({ socket, card, jack }) => (
          <g key={socket}>
            <path d={curve(left + 6, socketTop(socket), right - 4, cardTop(card) + 24 + jack * 12)} />
            <circle cx={left} cy={socketTop(socket)} r={4} />
          </g>
        ))}
        {CARDS.map((card) => (
          <rect
            key={card}
            x={right}
            y={cardTop(card)}
            width={Math.max(0, width - right - 16)}
            height={CARD_HEIGHT}
            rx={8}
          />
        ))}
      </svg>
      <div className={styles.message} style={{ left, width: bay }}>
        {children}
      </div>
    </div>
  )
}
