import type { NoticeFacts, NoticeMessages } from './notice-messages.ts';

const estimates = ({ age, gender }: NoticeFacts) =>
  age && gender
    ? ' et estime leur tranche d’âge et leur genre'
    : age
      ? ' et estime leur tranche d’âge'
      : gender
        ? ' et estime leur genre'
        : '';

export const french: NoticeMessages = {
  purposes: {
    'visitor-numbers': 'savoir combien de personnes entrent, quand, et combien de temps elles restent',
    offer: 'adapter nos produits et services à nos visiteurs',
    campaigns: 'comparer la fréquentation avant et après une campagne',
    staffing: 'planifier le personnel et les horaires d’ouverture',
  },
  door: {
    title: 'Ici, les visages sont comptés',
    lead: (facts) =>
      `Une caméra compte les visages des visiteurs${estimates(facts)}. Aucune image n’est conservée.`,
    sections: [
      {
        heading: 'Pourquoi',
        paragraphs: ({ purposes }) => purposes.map((purpose) => `– ${purpose}`),
      },
      {
        heading: 'Ce qui n’est pas fait',
        paragraphs: () => [
          'Les images sont lues dans la mémoire d’un ordinateur sur place et aussitôt effacées. Ni image, ni gabarit de visage, ni nom ne sont conservés.',
          'Personne n’est identifié ni reconnu lors d’une autre visite. Les émotions ne sont pas mesurées.',
        ],
      },
      {
        heading: 'Ce qui est conservé',
        paragraphs: ({ k, days }) => [
          `Des comptages par période d’au moins ${k} visages et trois totaux de chaque contrôle de la caméra à la main, pendant ${days} jours. Les moins de 18 ans ne sont comptés que dans les totaux.`,
        ],
      },
      {
        heading: 'Qui est responsable',
        paragraphs: ({ name, address, contact }) => [
          [name, address, contact].join(', '),
          'Vous avez le droit de vous opposer, ainsi que d’autres droits. Notre personnel vous remettra la notice d’information complète.',
        ],
      },
    ],
  },
  privacy: {
    title: 'Notice d’information sur le comptage des visiteurs',
    lead: ({ name }) =>
      `Informations au titre de l’article 13 du règlement général sur la protection des données (RGPD) sur la caméra avec laquelle ${name} compte ses visiteurs.`,
    sections: [
      {
        heading: 'Qui est responsable',
        paragraphs: ({ name, address, contact, officer }) => [
          `Responsable du traitement : ${[name, address].join(', ')}. Contact : ${contact}.`,
          officer && `Délégué à la protection des données : ${officer}.`,
        ],
      },
      {
        heading: 'Ce qui se passe',
        paragraphs: (facts) => [
          `Une caméra prend des images de son champ de vision. Un programme, sur un ordinateur sur place, y trouve les visages, les compte, suit chacun tant qu’il est visible${estimates(facts)}. Il mesure combien de temps les visages restent visibles ou dans une zone délimitée.`,
          'Les images, et les valeurs par lesquelles le programme lit un visage, restent en mémoire tant que le visage est visible, puis sont effacées. Elles ne sont ni conservées, ni transmises, ni comparées à d’autres images. Personne n’est identifié ; qui revient est compté à nouveau. Ni les émotions ni l’origine ethnique ne sont mesurées.',
          'Ce qui est conservé, ce sont des comptages par période. Ils ne contiennent aucune donnée sur une personne en particulier. Les estimations peuvent être fausses.',
        ],
      },
      {
        heading: 'Finalités',
        paragraphs: ({ purposes }) => purposes.map((purpose) => `– ${purpose}`),
      },
      {
        heading: 'Base juridique',
        paragraphs: () => [
          'Article 6, paragraphe 1, point f) du RGPD (intérêts légitimes). Notre intérêt légitime est de conduire et d’améliorer notre activité selon les finalités ci-dessus, avec des comptages anonymes au lieu d’images.',
        ],
      },
      {
        heading: 'Destinataires',
        paragraphs: () => [
          'Aucun. Les données sont traitées sur place. Elles ne sont transférées ni vers des pays tiers ni à des organisations internationales.',
        ],
      },
      {
        heading: 'Durée de conservation',
        paragraphs: ({ k, days }) => [
          `Images : seulement le temps de leur lecture. Comptages : à la fin de la journée, ils sont réunis en périodes d’au moins ${k} visages et les comptages plus fins sont effacés ; ce qui reste est effacé après ${days} jours. Il en va de même des trois totaux gardés de chaque contrôle où une personne compte à la main à côté de la caméra, 15 minutes au plus. Les moins de 18 ans ne sont comptés que dans les totaux, sans tranche d’âge ni genre.`,
        ],
      },
      {
        heading: 'Vos droits',
        paragraphs: ({ contact, authority }) => [
          'Vous disposez d’un droit d’accès (article 15 du RGPD), de rectification (article 16), d’effacement (article 17) et de limitation du traitement (article 18). Comme rien de ce qui est conservé ne peut vous être rattaché, nous ne pouvons en règle générale trouver aucune donnée vous concernant (article 11 du RGPD).',
          `Vous avez le droit de vous opposer à tout moment, pour des raisons tenant à votre situation particulière (article 21 du RGPD). Adressez-vous à notre personnel ou écrivez à : ${contact}.`,
          `Vous avez le droit d’introduire une réclamation auprès d’une autorité de contrôle${authority ? `, par exemple ${authority}` : ', en particulier là où vous résidez ou travaillez, ou là où vous pensez que la loi n’a pas été respectée'} (article 77 du RGPD).`,
        ],
      },
      {
        heading: 'Obligation, décisions',
        paragraphs: () => [
          'Ni la loi ni un contrat ne vous obligent à être compté. Il n’y a ni décision automatisée ni profilage de personnes (article 22 du RGPD).',
        ],
      },
    ],
  },
  advice:
    'Ce texte est un modèle rempli à partir de vos réglages, non un conseil juridique. Faites-le vérifier pour votre site : base juridique, analyse d’impact et règles locales sur les caméras, la représentation du personnel ou les déclarations.',
};
