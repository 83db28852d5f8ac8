/** What runs, in the status line. */
export const work = {
  training: 'Training {name}',
  recording: 'Analyzing {video}',
  jobs: {
    check: 'Checking {set}',
    prepare: 'Preparing pictures of {set}',
    compare: 'Comparing runs',
    explain: 'Computing Grad-CAM pictures',
    open: 'Opening a runs folder',
    bundle: 'Exporting a run',
    export: 'Exporting a model',
    import: 'Importing published weights',
  },
  someSet: 'a data set',
  counting: 'Counting at {camera}',
  countingAt: 'Counting at {n, number} cameras',
  starting: 'Starting the camera',
  images: 'images',
  frames: 'frames',
  pictures: 'pictures',
  more: '{n, number} more',
  all: 'All running tasks',
} as const;
