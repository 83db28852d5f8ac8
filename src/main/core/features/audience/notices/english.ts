import type { NoticeFacts, NoticeMessages } from './notice-messages.ts';

const estimates = ({ age, gender }: NoticeFacts) =>
  age && gender
    ? ' and estimates their age group and gender'
    : age
      ? ' and estimates their age group'
      : gender
        ? ' and estimates their gender'
        : '';

export const english: NoticeMessages = {
  purposes: {
    'visitor-numbers': 'to know how many people come in, when, and how long they stay',
    offer: 'to fit our range of goods and services to our visitors',
    campaigns: 'to compare the number of visitors before and after a campaign',
    staffing: 'to plan staff and opening hours',
  },
  door: {
    title: 'Faces are counted here',
    lead: (facts) => `A camera counts the faces of visitors${estimates(facts)}. No picture is stored.`,
    sections: [
      {
        heading: 'What for',
        paragraphs: ({ purposes }) => purposes.map((purpose) => `– ${purpose}`),
      },
      {
        heading: 'What is not done',
        paragraphs: () => [
          'Pictures are read in the memory of a computer on site and discarded at once. No picture, no face template and no name is stored.',
          'Nobody is identified or recognized on another visit. Emotions are not measured.',
        ],
      },
      {
        heading: 'What is kept',
        paragraphs: ({ k, days }) => [
          `Counts for periods of at least ${k} faces, and three totals of each check of the camera by hand, for ${days} days. Children and young people under 18 are counted in totals only.`,
        ],
      },
      {
        heading: 'Who is responsible',
        paragraphs: ({ name, address, contact }) => [
          [name, address, contact].join(', '),
          'You have the right to object and further rights. Our staff will give you the full privacy note.',
        ],
      },
    ],
  },
  privacy: {
    title: 'Privacy note on the counting of visitors',
    lead: ({ name }) =>
      `Information under Article 13 of the General Data Protection Regulation (GDPR) on the camera with which ${name} counts visitors.`,
    sections: [
      {
        heading: 'Who is responsible',
        paragraphs: ({ name, address, contact, officer }) => [
          `Controller: ${[name, address].join(', ')}. Contact: ${contact}.`,
          officer && `Data protection officer: ${officer}.`,
        ],
      },
      {
        heading: 'What happens',
        paragraphs: (facts) => [
          `A camera takes pictures of the area in view. A program on a computer on site finds faces in them, counts them, follows each while it is in view${estimates(facts)}. It measures how long faces stay in view or in a marked area.`,
          'Pictures, and the figures by which the program reads a face, are held in memory while a face is in view, and are then discarded. They are not stored, not passed on and not compared with other pictures. Nobody is identified; people who come again are counted anew. Emotions and ethnic origin are not measured.',
          'What is stored are counts for stretches of time. They contain no data on individual persons. The estimates can be wrong.',
        ],
      },
      {
        heading: 'Purposes',
        paragraphs: ({ purposes }) => purposes.map((purpose) => `– ${purpose}`),
      },
      {
        heading: 'Legal basis',
        paragraphs: () => [
          'Article 6(1)(f) GDPR (legitimate interests). Our legitimate interest is to run and improve our business by the purposes named above, with anonymous counts instead of pictures.',
        ],
      },
      {
        heading: 'Recipients',
        paragraphs: () => [
          'None. The data are processed on site. They are not transferred to third countries or to international organisations.',
        ],
      },
      {
        heading: 'How long data are kept',
        paragraphs: ({ k, days }) => [
          `Pictures: only as long as it takes to read them. Counts: at the end of the day they are merged to periods of at least ${k} faces, finer counts are deleted; what is left is deleted after ${days} days. So are the three totals that are kept of each check in which a person counts beside the camera for at most 15 minutes. Children and young people under 18 are counted in totals only, without age group or gender.`,
        ],
      },
      {
        heading: 'Your rights',
        paragraphs: ({ contact, authority }) => [
          'You have the right of access (Article 15 GDPR), to rectification (Article 16), to erasure (Article 17) and to restriction of processing (Article 18). Since nothing that is stored can be linked to you, we can as a rule not find data on you (Article 11 GDPR).',
          `You have the right to object, on grounds relating to your particular situation, at any time (Article 21 GDPR). Tell our staff or write to: ${contact}.`,
          `You have the right to lodge a complaint with a supervisory authority${authority ? `, such as ${authority}` : ', in particular where you live or work or where you think that the law was broken'} (Article 77 GDPR).`,
        ],
      },
      {
        heading: 'Is it required? Are decisions made?',
        paragraphs: () => [
          'You are not obliged, by law or by contract, to be counted. There is no automated decision-making and no profiling of individuals (Article 22 GDPR).',
        ],
      },
    ],
  },
  advice:
    'This text is a template filled in from your settings, not legal advice. Have it checked for your site: the legal basis, a data protection impact assessment and local rules on cameras, works councils or registration.',
};
