import { useElementSize } from '@mantine/hooks'
import { type ReactNode, useEffect, useMemo } from 'react'
import type { NumberedServer } from '../../state/server-numbers'
import styles from './board.module.css'
import { STRIP } from './board-geometry'
import { BoardStrip } from './board-strip'
import { BucketPicture } from './bucket-picture'
import { type FoundPlace, foundPlace } from './found-place'
import { Picture } from './picture'
import { usePlan } from './use-plan'
import { useSeating } from './use-seating'
import { useZoom } from './use-zoom'

export interface BoardProps {
  readonly enabled: readonly NumberedServer[]
  readonly serverCount: number
  /** Cords are plugged in while the proxy runs and a server answers. */
  readonly isPlugged: boolean
  /** What has to be said in the bay. */
  readonly message: ReactNode
  /** The client that was looked for. */
  readonly found: string | undefined
  /** Is told how that client stands out. */
  readonly onFound: (place: FoundPlace | undefined) => void
}

/** The switchboard: clients left, servers right, and a cord from each client to where it is. */
export function Board(props: BoardProps) {
  const { ref, width, height } = useElementSize()
  const zoom = useZoom(useSeating(props.enabled), props.enabled)
  const { isIn } = zoom
  const { plan, size } = usePlan(zoom.seating, isIn, width, height)
  const { found, message, onFound } = props
  const { left, right } = plan.columns
  const bay = { left, width: right - left }
  const place = useMemo(() => (found === undefined ? undefined : foundPlace(plan, found)), [plan, found])
  useEffect(() => onFound(place), [place, onFound])
  const hasStrip = isIn || plan.look === 'bucket'
  return (
    <div ref={ref} className={styles.board}>
      {width === 0 ? null : (
        <>
          {hasStrip ? <BoardStrip plan={plan} zoom={zoom} /> : null}
          <div className={styles.area} style={{ top: hasStrip ? STRIP : 0 }}>
            <div className={styles.bay} style={bay} />
            {plan.look === 'bucket' ? (
              <BucketPicture {...props} plan={plan} size={size} onOpen={zoom.into} />
            ) : (
              <Picture {...props} plan={plan} size={size} />
            )}
            {message === undefined ? null : (
              <div className={styles.message} style={bay}>
                {message}
              </div>
            )}
          </div>
        </>
      )}
    </div>
  )
}
