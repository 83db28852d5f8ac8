/** Why a stream to a VR program is not open. */
export const streams = {
  notOwnAddress: '{address} is not an address of this machine now; choose another one',
  notLocalAddress: '{address} is not an address of the local network; streams go no further',
  portTaken: 'Port {port, number, ::group-off} is used by another program; choose another one or close it',
  notOpened: 'It cannot be opened: {reason}',
  lslMissing: 'The library of Lab Streaming Layer is not installed',
  lslFailed: 'The library of Lab Streaming Layer does not run: {reason}',
} as const;
