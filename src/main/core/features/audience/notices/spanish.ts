import type { NoticeFacts, NoticeMessages } from './notice-messages.ts';

const estimates = ({ age, gender }: NoticeFacts) =>
  age && gender
    ? ' y estima su grupo de edad y su género'
    : age
      ? ' y estima su grupo de edad'
      : gender
        ? ' y estima su género'
        : '';

export const spanish: NoticeMessages = {
  purposes: {
    'visitor-numbers': 'saber cuántas personas entran, cuándo y cuánto tiempo se quedan',
    offer: 'adaptar nuestros productos y servicios a quienes nos visitan',
    campaigns: 'comparar el número de visitantes antes y después de una campaña',
    staffing: 'planificar el personal y el horario de apertura',
  },
  door: {
    title: 'Aquí se cuentan caras',
    lead: (facts) =>
      `Una cámara cuenta las caras de los visitantes${estimates(facts)}. No se guarda ninguna imagen.`,
    sections: [
      {
        heading: 'Para qué',
        paragraphs: ({ purposes }) => purposes.map((purpose) => `– ${purpose}`),
      },
      {
        heading: 'Qué no se hace',
        paragraphs: () => [
          'Las imágenes se leen en la memoria de un ordenador del local y se descartan de inmediato. No se guardan imágenes, plantillas faciales ni nombres.',
          'No se identifica a nadie ni se le reconoce en otra visita. No se miden emociones.',
        ],
      },
      {
        heading: 'Qué se conserva',
        paragraphs: ({ k, days }) => [
          `Recuentos por períodos de al menos ${k} caras y tres totales de cada comprobación de la cámara a mano, durante ${days} días. Los menores de 18 años solo se cuentan en los totales.`,
        ],
      },
      {
        heading: 'Quién es responsable',
        paragraphs: ({ name, address, contact }) => [
          [name, address, contact].join(', '),
          'Usted tiene derecho a oponerse y otros derechos. Nuestro personal le facilitará la información completa sobre protección de datos.',
        ],
      },
    ],
  },
  privacy: {
    title: 'Información sobre protección de datos en el recuento de visitantes',
    lead: ({ name }) =>
      `Información conforme al artículo 13 del Reglamento General de Protección de Datos (RGPD) sobre la cámara con la que ${name} cuenta a sus visitantes.`,
    sections: [
      {
        heading: 'Quién es responsable',
        paragraphs: ({ name, address, contact, officer }) => [
          `Responsable del tratamiento: ${[name, address].join(', ')}. Contacto: ${contact}.`,
          officer && `Delegado de protección de datos: ${officer}.`,
        ],
      },
      {
        heading: 'Qué ocurre',
        paragraphs: (facts) => [
          `Una cámara toma imágenes de la zona que abarca. Un programa, en un ordenador del local, encuentra en ellas las caras, las cuenta, sigue cada una mientras está a la vista${estimates(facts)}. Mide cuánto tiempo permanecen las caras a la vista o en una zona delimitada.`,
          'Las imágenes, y los valores con los que el programa lee una cara, permanecen en la memoria mientras la cara está a la vista y después se descartan. No se guardan, no se comunican a nadie ni se comparan con otras imágenes. No se identifica a nadie; quien vuelve se cuenta de nuevo. No se miden las emociones ni el origen étnico.',
          'Lo que se guarda son recuentos por períodos. No contienen datos de personas concretas. Las estimaciones pueden ser erróneas.',
        ],
      },
      {
        heading: 'Fines',
        paragraphs: ({ purposes }) => purposes.map((purpose) => `– ${purpose}`),
      },
      {
        heading: 'Base jurídica',
        paragraphs: () => [
          'Artículo 6, apartado 1, letra f), del RGPD (intereses legítimos). Nuestro interés legítimo es llevar y mejorar nuestra actividad con los fines indicados, mediante recuentos anónimos en lugar de imágenes.',
        ],
      },
      {
        heading: 'Destinatarios',
        paragraphs: () => [
          'Ninguno. Los datos se tratan en el local. No se transfieren a terceros países ni a organizaciones internacionales.',
        ],
      },
      {
        heading: 'Plazo de conservación',
        paragraphs: ({ k, days }) => [
          `Imágenes: solo el tiempo que dura su lectura. Recuentos: al final del día se reúnen en períodos de al menos ${k} caras y los recuentos más finos se borran; lo que queda se borra a los ${days} días. También se borran entonces los tres totales que se guardan de cada comprobación en la que una persona cuenta a mano junto a la cámara, 15 minutos como máximo. Los menores de 18 años solo se cuentan en los totales, sin grupo de edad ni género.`,
        ],
      },
      {
        heading: 'Sus derechos',
        paragraphs: ({ contact, authority }) => [
          'Usted tiene derecho de acceso (artículo 15 del RGPD), de rectificación (artículo 16), de supresión (artículo 17) y a la limitación del tratamiento (artículo 18). Como nada de lo que se guarda puede vincularse con usted, por regla general no podemos encontrar datos suyos (artículo 11 del RGPD).',
          `Usted tiene derecho a oponerse en cualquier momento, por motivos relacionados con su situación particular (artículo 21 del RGPD). Diríjase a nuestro personal o escriba a: ${contact}.`,
          `Usted tiene derecho a presentar una reclamación ante una autoridad de control${authority ? `, por ejemplo ${authority}` : ', en particular donde viva o trabaje o donde crea que se ha incumplido la ley'} (artículo 77 del RGPD).`,
        ],
      },
      {
        heading: 'Obligación y decisiones',
        paragraphs: () => [
          'Ni la ley ni un contrato le obligan a ser contado. No hay decisiones automatizadas ni elaboración de perfiles de personas (artículo 22 del RGPD).',
        ],
      },
    ],
  },
  advice:
    'Este texto es una plantilla rellenada con sus ajustes, no asesoramiento jurídico. Hágalo revisar para su local: la base jurídica, la evaluación de impacto y las normas locales sobre cámaras, representación del personal o registro.',
};
