/** Why a stream to a VR program is not open. */
export const streams = {
  notOwnAddress: '{address} is not an address of this machine now; choose another one',
  notLocalAddress: '{address} is not an address of the local network; streams go no further',
  portTaken: 'Port {port, number, ::group-off} is used by another program; choose another one or close it',
  notOpened: 'It cannot be opened: {reason}',
  lslMissing: 'The library of Lab Streaming Layer is not installed',
  lslFailed: 'The library of Lab Streaming Layer does not run: {reason}',
  lslNotForSystem: 'There is no library of Lab Streaming Layer for {system}; use WebSocket or OSC',
  lslMismatch:
    'The downloaded library of Lab Streaming Layer is not the expected one and was discarded; try again, or on another network',
  lslNotDownloaded:
    'The library of Lab Streaming Layer cannot be downloaded ({reason}); it needs Python 3 with pip and a connection',
  lslNoOutlet: 'a stream cannot be opened',
  lslEndsAgain: 'it ends again and again',
  lslNotInWheel: 'no {file} in the wheel',
  lslNoWheel: 'pip downloaded no wheel',
  lslNotStarting: 'it does not start',
  exitCode: 'exit code {code}',
} as const;
