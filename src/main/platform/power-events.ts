import { powerMonitor } from 'electron'

/** Tells when the computer goes to sleep and when it is back, as long as the process lives. */
export function watchPower(onPower: (event: 'suspend' | 'resume') => void): void {
  powerMonitor.on('suspend', () => onPower('suspend'))
  powerMonitor.on('resume', () => onPower('resume'))
}
