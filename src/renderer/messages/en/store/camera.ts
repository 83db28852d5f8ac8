/** A camera, wherever its picture is shown. */
export const camera = {
  off: 'The camera is off',
  starting: 'Starting the camera',
  problems: {
    refused: {
      title: 'Camera access was denied',
      text: 'Allow Demiface to use the camera in the system settings, then try again.',
    },
    busy: {
      title: 'Another program is using the camera',
      text: 'Close that program. Demiface tries again every few seconds.',
    },
    missing: {
      title: 'The camera was not found',
      text: 'Plug it in, or choose another one. It starts by itself once it is back.',
    },
    unchosen: {
      title: 'No camera was chosen',
      text: 'Several cameras are connected. Choose one in the settings of this camera.',
    },
    unplugged: { title: 'The camera was unplugged', text: 'It starts by itself once it is back.' },
    hung: {
      title: 'The camera gives no more pictures',
      text: 'Demiface opens it again every few seconds; if that does not help, unplug it and plug it in again.',
    },
    failed: { title: 'The camera gives no picture', text: 'Demiface tries again every few seconds.' },
  },
} as const;
