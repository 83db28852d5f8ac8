import type { ExampleLadders } from './index.ts';

export const en: ExampleLadders = {
  spiders: {
    title: 'Spiders',
    steps: [
      ['Empty room', 'Look around until the room feels familiar.'],
      ['Drawing of a spider on the wall, far away', 'Describe its shape and colors.'],
      [
        'Small spider behind glass, 4 m away',
        'Ask what the client expects to happen, and compare afterwards.',
      ],
      ['Small spider behind glass, 1 m away', 'Keep looking; no looking away to feel better.'],
      ['Spider behind glass moves', 'Ask for a rating before and after it moves.'],
      ['Spider on the floor, 3 m away, still', 'Let the client choose where to stand.'],
      ['Spider on the floor walks slowly', 'The client names where it goes.'],
      ['Large spider on a table, within reach', 'Stay until the rating falls.'],
      ['Hand on the table beside the spider', 'Ask before the hand is moved.'],
      ['Spider walks over the virtual hand', 'Repeat it more than once if the client agrees.'],
    ],
  },
  heights: {
    title: 'Heights',
    steps: [
      ['Ground floor, view through a window', 'Look around until the place feels familiar.'],
      [
        'First floor, one step from the railing',
        'Ask what the client expects to happen, and compare afterwards.',
      ],
      ['First floor, at the railing', 'Look straight ahead, then down.'],
      ['Third floor, one step from the railing', 'Ask for a rating on arrival.'],
      ['Third floor, at the railing, look down', 'Hands off the railing if the client agrees.'],
      ['Glass elevator to the tenth floor', 'Look out while it moves.'],
      ['Tenth floor, balcony with a wall', 'Stay until the rating falls.'],
      ['Tenth floor, balcony with a glass front', 'Walk along its whole length.'],
      ['Footbridge between two towers', 'Stop in the middle and look down.'],
      ['Open platform on a roof, at the edge', 'Make sure of a firm stand in the real room first.'],
    ],
  },
  flying: {
    title: 'Flying',
    steps: [
      ['Departure hall', 'Look around; describe sounds and people.'],
      ['Waiting at the gate', 'Ask what the client expects to happen, and compare afterwards.'],
      ['Boarding and finding the seat', 'Ask for a rating at the door of the plane.'],
      ['Doors are closed', 'Stay in the seat with the belt fastened.'],
      ['Taxiing to the runway', 'Announcements can be heard.'],
      ['Takeoff', 'Look out of the window if the client agrees.'],
      ['Quiet flight by day', 'Stay until the rating falls.'],
      ['Light turbulence', 'Hands on the lap, not on the armrests.'],
      ['Strong turbulence at night', 'Repeat it more than once if the client agrees.'],
      ['Landing', 'Compare with what was expected before boarding.'],
    ],
  },
  social: {
    title: 'Social situations',
    steps: [
      ['Empty seminar room', 'Look around until the room feels familiar.'],
      ['One friendly listener', 'Say name and hometown.'],
      ['Ordering at a counter', 'Ask for something that is not on the menu.'],
      ['Asking a stranger the way', 'Ask one more question after the answer.'],
      ['Small talk with two persons', 'No rehearsing of sentences beforehand.'],
      ['Speaking to five listeners who pay attention', 'One minute about any topic.'],
      ['Speaking to five listeners, two of them on the phone', 'Keep looking at the listeners.'],
      ['Speaking to twenty listeners', 'Three minutes; pauses are allowed.'],
      ['Answering a critical question', 'It is fine to answer “I do not know”.'],
      ['Making a mistake on purpose before the audience', 'Compare what happened with what was expected.'],
    ],
  },
  injections: {
    title: 'Injections',
    steps: [
      [
        'Waiting room of a doctor',
        'Faintness is common here: client seated; agree on applied tension beforehand.',
      ],
      ['Picture of a syringe', 'Describe it in detail.'],
      ['Syringe on a tray, 2 m away', 'Ask what the client expects to happen, and compare afterwards.'],
      ['Syringe on a tray, within reach', 'Keep looking.'],
      ['Nurse prepares the syringe', 'Watch for signs of faintness.'],
      ['Sleeve is rolled up, skin is cleaned', 'Ask for a rating before and after.'],
      ['Needle close to the arm', 'Stay until the rating falls.'],
      ['Injection into another person’s arm', 'Keep looking until the plaster is on.'],
      ['Injection into the virtual arm', 'Repeat it more than once if the client agrees.'],
    ],
  },
};
