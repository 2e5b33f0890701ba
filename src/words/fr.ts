import type { Catalogue } from './catalogue.js';

/** French. */
export const fr: Catalogue = {
  plain: '{{text}}',
  app: {
    loading: 'Stillmic se prépare…',
    disconnected: 'La fenêtre a perdu sa connexion avec Stillmic. Fermez-la et rouvrez-la.',
    pages: 'Pages',
    tryAgain: 'Réessayer',
    dismiss: 'Masquer',
    close: 'Fermer',
    cancel: 'Annuler',
  },
  pages: {
    home: 'Accueil',
    files: 'Fichiers',
    models: 'Modèles',
    settings: 'Réglages',
  },
  state: {
    muted: 'Muet – personne ne vous entend',
    speakingWhileMuted: 'Vous êtes muet : personne ne vous entend.',
    off: 'Désactivé',
    starting: 'Démarrage…',
    on: 'Activé',
    idle: 'Activé – aucune app n’écoute',
    listening_one: 'Activé – {{apps}} écoute',
    listening_many: 'Activé – {{apps}} écoutent',
    listening_other: 'Activé – {{apps}} écoutent',
    bypassed: 'Sans traitement',
    recovering: 'Rétablissement…',
    unplugged: 'Micro débranché – en attente',
    failed: 'Arrêté par un problème',
  },
  home: {
    mute: 'Couper le son',
    muteHint: 'Envoyer un silence qu’aucune application ne peut lever',
    switch: 'Micro sans bruit',
    space: 'Espace',
    choose: 'Choisissez <name>{{name}}</name> dans Zoom, Discord ou votre navigateur.',
    listening_one: '{{apps}} écoute <name>{{name}}</name>.',
    listening_many: '{{apps}} écoutent <name>{{name}}</name>.',
    listening_other: '{{apps}} écoutent <name>{{name}}</name>.',
    microphone: 'Micro',
    systemMicrophone: 'Par défaut du système',
    systemMicrophoneNamed: '{{label}} (par défaut)',
    missingMicrophone: 'Non connecté',
    noMicrophone: 'Aucun micro n’est connecté. Branchez-en un : il apparaîtra ici tout seul.',
    test: 'Tester',
    testHint: 'Enregistrer dix secondes et les écouter avant et après',
    model: 'Modèle',
    strength: 'Intensité',
    bypass: 'Sans traitement',
    bypassHint: 'Envoyer le son du micro tel quel',
    ownSettings: 'Modèle et intensité de {{name}}',
    lighterModel:
      'Cet ordinateur était trop lent pour « {{chosen}} » : « {{active}} » fonctionne à sa place.',
  },
  messages: {
    label: 'Messages',
    next: 'Message {{index}} sur {{count}} : afficher le suivant',
  },
  meters: {
    label: 'Niveau',
    before: 'Avant',
    after: 'Après',
    clipped: 'Saturé',
    clearBefore: 'Avant saturé : effacer le repère',
    clearAfter: 'Après saturé : effacer le repère',
    fix: 'Corriger',
  },
  spectrogram: {
    label: 'Spectrogramme avant et après, de 0 à {{kilohertz}} kHz',
    empty: 'Le son apparaît ici quand le micro est activé.',
  },
  figures: {
    label: 'Mesures en direct',
    speed: 'Vitesse (RTF)',
    delay: 'Retard (latence)',
    dropouts: 'Coupures',
    drift: 'Dérive d’horloge',
    p99: 'p99 {{value}}',
    measuring: 'Mesure en cours…',
    faster: '{{factor}} fois plus rapide que le temps réel',
    slower: 'Plus lent que le temps réel : le son sera coupé',
    rtfMean: 'Moyenne sur 10 s',
    rtfP99: '99 hops sur 100 restent en dessous',
    algorithmic: 'Modèle',
    capture: 'Tampon du micro',
    resampler: 'Conversion de fréquence',
    gate: 'Anticipation du gate',
    playback: 'Tampon de sortie',
    droppedHops: 'Hops perdus',
    insertedHops: 'Hops de silence ajoutés',
    xrunsIn: 'Débordements du micro',
    xrunsOut: 'Manques à la sortie',
    driftMeaning: 'Écart entre les horloges du micro et de la sortie ; il est corrigé en permanence.',
    settling: 'se stabilise…',
    noDropouts: 'Aucune app n’a entendu de coupure depuis l’activation.',
    dropoutsMeaning: 'Ce que les apps à l’écoute ont entendu :',
    counters: 'Compté par le système audio, entendu ou non :',
    dropoutKinds: {
      underrun: 'Le son est arrivé trop tard : un instant de silence',
      overrun: 'Du son du micro a été perdu',
      cut: 'Un retard a été coupé',
      repeat: 'Un instant a été joué deux fois',
      'model-reset': 'Le modèle a échoué un instant : votre voix est passée telle quelle',
      restart: 'Le son s’est interrompu, puis est revenu',
    },
  },
  compare: {
    label: 'S’écouter',
    listenOn: 'Écouter sur',
    nowhere: 'Rien',
    systemSpeakers: 'Par défaut du système',
    systemSpeakersNamed: '{{label}} (par défaut)',
    missingSpeakers: 'Non connecté',
    hold: 'Maintenir pour avant',
    hearing: 'Écoute : avant',
    key: 'B',
    headphones: 'Utilisez un casque : des haut-parleurs siffleraient.',
    chooseFirst: 'Choisissez un casque pour comparer à l’oreille.',
    needsOn: 'Activez le micro pour comparer à l’oreille.',
  },
  test: {
    title: 'Test du micro',
    intro:
      'Parlez quelques secondes, puis taisez-vous. Stillmic enregistre dix secondes et ne les garde que tant que cette fenêtre est ouverte.',
    needsOn: 'Le micro doit être activé pour le test.',
    switchOn: 'Activer',
    record: 'Enregistrer dix secondes',
    again: 'Recommencer',
    recording: 'Enregistrement : encore {{seconds}} s',
    figures: 'Mesures de l’enregistrement',
    estimated: 'Estimé d’après l’enregistrement ; les deux sont lus au même volume.',
    noSpeech: 'Aucune parole entendue. Parlez plus fort ou plus près, et recommencez.',
    none: 'aucun',
  },
  comparison: {
    title: 'Comparer les modèles',
    open: 'Comparer les modèles sur cet enregistrement',
    close: 'Revenir à tous',
    original: 'Original',
    originalFigures: 'Bruit de fond {{before}}',
    figures: 'Bruit de fond {{before}} → {{after}} · RTF {{rtf}} · Retard {{delay}}',
    working: 'Calcul…',
    add: 'Ajouter un modèle…',
    onlyOne: 'Cet ordinateur n’a qu’un modèle. D’autres se téléchargent sur la page « Modèles ».',
    blind: 'Test à l’aveugle (A/B/X)',
    blindHint: '{{first}} et {{second}}, sous les noms A et B',
    ready: 'X est A ou B, au hasard. Écoutez, puis dites lequel.',
    xIs: 'X est {{side}}',
    score:
      '{{right}} sur {{total}} justes. En devinant seulement, on y arrive dans {{chance}} de tels tests.',
    reveal: 'Montrer les noms',
    revealed: 'A est « {{a}} », B est « {{b}} ».',
    levels:
      'À la même force : la parole a partout la valeur efficace qu’elle a dans l’original. Vitesse et bruit de fond sont mesurés sur cet enregistrement.',
  },
  levels: {
    noiseFloor: 'Bruit de fond',
    speech: 'Niveau de la voix',
    snr: 'Voix par rapport au bruit (SNR)',
  },
  player: {
    play: 'Lire',
    pause: 'Pause',
    side: 'Ce que l’on entend',
    position: 'Position',
    holdHint: 'Maintenez B pour entendre avant',
  },
  files: {
    drop: 'Déposez des enregistrements ici',
    dropHint: '{{formats}}',
    dropNow: 'Relâchez pour les nettoyer',
    choose: 'Choisir des fichiers…',
    list: 'Enregistrements',
    waiting: 'En attente',
    running: '{{percent}} · encore {{left}}',
    starting: 'Démarrage…',
    cancelled: 'Annulé',
    failed: 'Échec',
    saved: 'Enregistré sous {{name}}',
    unsaved: 'Pas encore enregistré',
    save: 'Enregistrer…',
    cancel: 'Annuler',
    remove: 'Retirer',
    cancelNamed: 'Annuler {{name}}',
    removeNamed: 'Retirer {{name}}',
    saveNamed: 'Enregistrer {{name}}',
    compareNamed: 'Comparer {{name}} avant et après',
    progress: 'Progression de {{name}}',
    with: '{{model}}, intensité {{strength}}',
    loading: 'Lecture de l’enregistrement…',
    tooLong:
      'Un enregistrement de plus de {{minutes}} minutes ne peut pas être lu ici. Enregistrez-le pour l’écouter.',
  },
  models: {
    askSize: 'Demander la taille',
    askSizeNamed: 'Demander la taille de {{name}}',
    cpuAbout: 'CPU : environ {{percent}} d’un cœur',
    experts: 'Pour les spécialistes',
    expertsHint:
      'Autres formes des modèles ci-dessus : le même son par un autre contrat, le son du téléphone, ou à importer seulement.',
    spectral: '{{model}}, par spectres (spec2spec)',
    picture: {
      title: 'Comparer d’un coup d’œil',
      metric: 'Mesure',
      testSet: 'Jeu de test',
      across: 'Processeur : part d’un cœur sur cet ordinateur',
      label:
        '{{metric}} de {{count}} modèles sur {{testSet}}, selon la part d’un cœur que chacun prend ici. Toutes les valeurs sont ci-dessous en mots.',
      legend:
        'Plus haut : plus propre ; plus à gauche : plus léger. Plein : mesuré ici ; vide : estimé ; cerclé : utilisé.',
      table: 'Toutes les valeurs en mots',
      unpublished: 'qualité non publiée',
      unmeasured: 'La vitesse de cet ordinateur n’a pas encore été mesurée.',
      source:
        'Qualité telle que publiée pour {{testSet}} : {{sources}}. Seules les valeurs d’un même jeu de test se comparent ; rien n’a été publié pour les modèles à 48 kHz. CPU et délai sont ceux de cet ordinateur.',
    },
    about: 'environ {{size}}',
    lean: '{{before}} → {{after}} par hop, allégé ici',
    installed: 'Sur cet ordinateur',
    available: 'À télécharger',
    import: 'Importer un modèle…',
    importHint:
      'Déposez ici un fichier .onnx, un checkpoint avec son .yaml ou .json à côté, ou le dossier d’un entraînement',
    dropNow: 'Relâchez pour l’importer',
    importing: 'Lecture du modèle…',
    imported: '{{name}} a été importé.',
    inUse: 'Utilisé',
    use: 'Utiliser',
    useNamed: 'Utiliser {{name}}',
    download: 'Télécharger',
    downloadNamed: 'Télécharger {{name}}',
    resume: 'Reprendre',
    resumeNamed: 'Reprendre le téléchargement de {{name}}',
    pause: 'Suspendre',
    pauseNamed: 'Suspendre le téléchargement de {{name}}',
    cancelNamed: 'Annuler le téléchargement de {{name}}',
    more: 'Plus sur {{name}}',
    verify: 'Vérifier le fichier',
    remove: 'Supprimer',
    measure: 'Mesurer la vitesse',
    licence: 'Licence',
    licenceTitle: 'Licence de {{name}}',
    loadingLicence: 'Lecture de la licence…',
    verified: 'Vérifié : le fichier est celui qui a été publié.',
    damaged: 'Endommagé',
    downloading: '{{received}} sur {{total}}',
    downloadingUnknown: '{{received}}',
    progress: 'Téléchargement de {{name}}',
    paused: 'Suspendu',
    rate: '{{kilohertz}} kHz',
    delay: 'Retard {{milliseconds}}',
    cpu: 'CPU {{percent}} d’un cœur',
    cpuUnknown: 'CPU pas encore mesuré',
    measuring: 'Mesure en cours…',
    trainedOn: 'Entraîné avec {{data}}',
    empty: 'Tous les modèles connus sont sur cet ordinateur.',
    settingsTitle: 'Ce que le fichier ne dit pas',
    settingsIntro:
      '{{name}} ne précise pas ces valeurs. Celles de sa famille sont proposées ; changez-les si vous savez mieux.',
    sampleRate: 'Fréquence d’échantillonnage (Hz)',
    nFft: 'Taille de la FFT (échantillons)',
    hop: 'Hop (échantillons)',
    windowLength: 'Longueur de fenêtre (échantillons)',
    window: 'Fenêtre',
    hann: 'Hann',
    hannSqrt: 'Racine carrée de Hann',
    vorbis: 'Vorbis',
    guessedContract:
      'Ses entrées n’ont pas de noms connus. Il semble prendre un spectre, avec des états qui s’apparient par leur forme : importez-le si vous savez que c’est le cas. Une erreur donne du bruit.',
    importNow: 'Importer',
    words: {
      vd: {
        t: 'Le plus léger',
        b: 'Équilibré',
        s: 'Plus net',
        m: 'Encore plus net',
        l: 'Le plus lourd',
      },
      dns: {
        t: 'Léger, pour bruit fort',
        b: 'Idéal pour bruit fort',
        s: 'Bruit fort, plus net',
        m: 'Bruit fort, encore plus net',
        l: 'Bruit fort, le plus lourd',
      },
      '48khz': {
        t: 'Pleine bande, le plus léger',
        b: 'Pleine bande, équilibré',
        s: 'Pleine bande, plus net',
        m: 'Pleine bande, encore plus net',
        l: 'Pleine bande, le plus lourd',
      },
      gtcrn: {
        imported: 'Petit ; à importer seulement',
        original: 'Petit, contre beaucoup de bruits',
        simplified: 'Petit, contre beaucoup de bruits ; graphe simplifié',
      },
      dpdfnet: {
        lightest: 'Le DPDFNet le plus léger, avec plus de latence',
        light: 'Léger, avec plus de latence',
        strong: 'Plus net, avec plus de latence',
        strongest: 'Encore plus net, avec plus de latence',
        telephone: 'Son de téléphone (8 kHz)',
        telephoneStrongest: 'Son de téléphone (8 kHz), plus net',
        fullBand: 'Pleine bande, avec plus de latence',
        fullBandStrongest: 'Pleine bande, plus net, avec plus de latence',
      },
    },
  },
  recommendation: {
    loud: 'C’est bruyant chez vous. « {{model}} » en laisse moins passer, pour environ {{percent}} % d’un cœur.',
    moderate:
      'Il y a du bruit autour de vous. « {{model}} » en laisse passer moins, pour environ {{percent}} % d’un cœur.',
    fullBand:
      'Votre micro couvre toute la bande. « {{model}} » la conserve, pour environ {{percent}} % d’un cœur.',
    battery:
      'Sur batterie, « {{model}} » économise l’énergie : environ {{percent}} % d’un cœur au lieu de {{before}} %.',
    tooHeavy:
      '« {{instead}} » prend ici environ {{before}} % d’un cœur ; « {{model}} » en prend {{percent}} %.',
    switch: 'Changer',
    download: 'Télécharger et changer',
    downloadSize: 'Essayer ({{size}})',
    no: 'Non merci',
    undo: 'Annuler le changement',
    done: '« {{model}} » fonctionne maintenant.',
    downloading: '« {{model}} » se télécharge…',
  },
  settings: {
    mute: 'Couper le son',
    start: 'Démarrage',
    startAtLogin: 'Démarrer à l’ouverture de session',
    startAtLoginHint: 'Dans la zone de notification, sans fenêtre',
    startAtLoginHintNoTray: 'Réduit : ce bureau n’affiche pas d’icônes de notification',
    denoiseAtStart: 'Activer au démarrage',
    closingTray: 'Fermez la fenêtre : Stillmic continue dans la zone de notification.',
    closingNoTray:
      'Ce bureau n’affiche pas d’icônes de notification : fermer la fenêtre la réduit. Quittez ici ou avec le raccourci de votre bureau.',
    microphone: 'Micro',
    setAsDefault: 'En faire le micro par défaut',
    setAsDefaultHint: 'Tant qu’il est activé ; le précédent revient quand vous quittez',
    fallBack: 'Prendre celui par défaut quand le mien est débranché',
    voiceGate: 'Ne laisser passer que la voix',
    voiceGateHint: 'Coupe ce qui n’est pas une voix (gate) ; propre à chaque micro',
    pauseWhenIdle: 'Se reposer quand aucune app n’écoute',
    pauseWhenIdleHint: 'Économise l’énergie ; le son revient dès qu’une app écoute',
    overload: 'Quand cet ordinateur est trop lent',
    overloadLighter: 'Modèle plus léger',
    overloadBypass: 'Sans traitement',
    shortcuts: 'Raccourcis dans toutes les apps',
    toggle: 'Activer ou désactiver',
    compare: 'Avant ou après (sans traitement)',
    talk: 'Maintenir pour parler (muet)',
    cough: 'Maintenir pour couper le son',
    givenKeys: 'Le bureau a donné : {{keys}}',
    noShortcut: 'Aucun',
    pressKeys: 'Appuyez sur des touches… Échap garde les anciennes',
    changeShortcut: 'Changer le raccourci : {{name}}. Actuel : {{keys}}',
    clearShortcut: 'Effacer le raccourci : {{name}}',
    needsModifier: 'Utilisez Ctrl, Alt ou Super avec une autre touche, ou une touche de fonction.',
    look: 'Apparence et langue',
    theme: 'Couleurs',
    themeSystem: 'Comme le système',
    themeLight: 'Clair',
    themeDark: 'Sombre',
    language: 'Langue',
    languageSystem: 'Comme le système',
    help: 'Aide',
    diagnostics: 'Copier le diagnostic',
    diagnosticsHint: 'Versions, réglages et mesures ; rien de personnel, aucun son',
    copied: 'Copié.',
    logs: 'Ouvrir les journaux',
    firstRun: 'Revoir les premiers pas',
    about: 'Stillmic {{version}} · Electron {{electron}}',
    quit: 'Quitter Stillmic',
    channel: 'Canal du micro',
    channelHint: 'Pour les micros et interfaces qui en ont plusieurs',
    channelLoudest: 'La voix la plus forte',
    channelNumber: 'Canal {{number}}',
    releaseMicrophone: 'Libérer le micro',
    releaseMicrophoneHint:
      'Tant qu’aucune application n’écoute : le premier mot perd alors le temps d’ouverture de l’appareil (10 ms pour un appareil simulé)',
    releaseBluetooth: 'Bluetooth seulement',
    releaseAlways: 'Toujours',
    releaseNever: 'Jamais',
  },
  microphoneCheck: {
    waiting: 'Parlez : rien qui ressemble à une voix n’a encore été entendu.',
    heard: 'Votre voix est entendue.',
    quiet:
      'Vous êtes très peu audible. Rapprochez-vous, ou augmentez le volume du microphone dans les réglages du son.',
    clipping: 'C’est trop fort et cela sature. Baissez le microphone dans les réglages du son, ou reculez.',
    silent:
      '« {{microphone}} » ne donne aucun son. Est-il coupé sur l’appareil ? Sinon, choisissez-en un autre.',
    monitor:
      '« {{microphone}} » est ce que jouent les haut-parleurs, pas un microphone. Choisissez un microphone.',
    monitorDefault:
      'Le microphone par défaut du système est ce que jouent les haut-parleurs ; « {{microphone}} » est donc utilisé.',
    ownDefault:
      'Le microphone par défaut du système est celui de Stillmic ; « {{microphone}} » est donc utilisé.',
    elsewhere: '« {{other}} » donne du son, « {{microphone}} » presque pas.',
    use: 'L’utiliser',
    find: 'Trouver mon microphone',
    finding: 'Écoute : parlez…',
    nowhere:
      'Aucun autre microphone ne donne plus de son. Vérifiez que le vôtre est branché et n’est pas coupé.',
  },
  appHelp: {
    title: 'Où le choisir',
    open: 'Où ?',
    choose: 'Choisissez <name>{{name}}</name>.',
    listens: 'Écoute',
    suppression:
      'Désactivez la suppression du bruit de l’application : deux à la suite donnent une voix comme sous l’eau.',
    zoom: {
      where: 'Paramètres → Audio → Microphone',
      suppression:
        'Dans « Profil audio », choisissez « Son d’origine pour les musiciens » ; dans les anciennes versions, réglez la suppression du bruit de fond sur « Faible ».',
    },
    discord: {
      where: 'Paramètres utilisateur → Voix et vidéo → Périphérique d’entrée',
      suppression: 'Réglez « Suppression du bruit » sur « Aucune ».',
    },
    teams: {
      where: 'Paramètres et plus (…) → Paramètres → Appareils → Microphone',
      suppression: 'Désactivez « Suppression du bruit ».',
    },
    chrome: {
      where:
        'Quand une page demande le microphone, ou dans Paramètres → Confidentialité et sécurité → Paramètres des sites → Microphone',
      suppression:
        'Chrome n’a pas de réglage pour cela : désactivez la réduction du bruit dans les réglages de la page, par exemple de Google Meet.',
    },
    firefox: {
      where: 'Quand une page demande le microphone, choisissez-le dans la liste et faites retenir ce choix',
      suppression:
        'Firefox n’a pas de réglage pour cela : désactivez la réduction du bruit dans les réglages de la page.',
    },
    obs: {
      where: 'Paramètres → Audio → Périphériques audio globaux → Mic/Aux',
      suppression: 'Retirez le filtre « Suppression du bruit » de ce microphone.',
    },
  },
  firstRun: {
    welcome:
      'Stillmic retire le bruit de votre microphone pendant que vous parlez, dans toutes les applications. Votre voix reste sur cet ordinateur.',
    title: 'Configurer Stillmic',
    step: 'Étape {{step}} sur {{steps}}',
    microphoneTitle: 'Quel micro ?',
    microphoneText:
      'Dites quelques mots : les barres suivent votre voix. Vous pourrez changer de microphone à tout moment.',
    hearTitle: 'Entendez votre voix sans bruit',
    hearText:
      'Appuyez sur le bouton et parlez cinq secondes, avec vos bruits habituels autour de vous. Vous vous entendrez ensuite, sans bruit.',
    record: 'Enregistrer cinq secondes',
    chooseTitle: 'Choisissez-le dans votre app',
    chooseText: 'Dans les réglages audio de votre application, choisissez ce microphone :',
    chooseWaiting: 'En attente d’une app qui écoute…',
    chooseListening_one: '{{apps}} écoute. Tout est prêt.',
    chooseListening_many: '{{apps}} écoutent. Tout est prêt.',
    chooseListening_other: '{{apps}} écoutent. Tout est prêt.',
    starting: 'Activation…',
    next: 'Suivant',
    back: 'Retour',
    finish: 'Terminer',
    skip: 'Passer',
  },
  cable: {
    vbTitle: 'Windows a besoin de VB-CABLE',
    vbText: 'Stillmic envoie le son nettoyé par VB-CABLE, un câble virtuel gratuit.',
    vbStep1: 'Téléchargez-le, décompressez-le et lancez l’installation en tant qu’administrateur.',
    vbStep2: 'Redémarrez Windows.',
    vbStep3: 'Activez Stillmic et choisissez « {{device}} » comme micro dans votre app.',
    vbLink: 'Ouvrir la page de VB-CABLE',
    blackholeTitle: 'macOS a besoin de BlackHole',
    blackholeText: 'Stillmic envoie le son nettoyé par BlackHole, un pilote audio virtuel gratuit.',
    blackholeStep1: 'Téléchargez BlackHole 2ch et installez-le.',
    blackholeStep2: 'Autorisez Stillmic à utiliser le micro quand macOS le demande.',
    blackholeStep3: 'Activez Stillmic et choisissez « {{device}} » comme micro dans votre app.',
    blackholeLink: 'Ouvrir la page de BlackHole',
    setupPicture: 'Le téléchargement décompressé, VBCABLE_Setup_x64.exe y est marqué',
    choicePicture: 'La liste des micros dans une app, « {{device}} » est choisi',
    otherMicrophone: 'Microphone',
  },
  duration: {
    seconds: '{{seconds}} s',
    minutes: '{{minutes}} min {{seconds}} s',
  },
  tray: {
    mute: 'Couper le son',
    on: 'Activé',
    off: 'Désactivé',
    bypass: 'Sans traitement (entendre la différence)',
    open: 'Ouvrir Stillmic',
    quit: 'Quitter',
  },
  dialogs: {
    chooseRecordings: 'Choisir des enregistrements à nettoyer',
    chooseModel: 'Choisir un modèle à importer',
    saveRecording: 'Enregistrer le son nettoyé',
  },
  enhancer: {
    notFloat: '« {{name}} » est de type {{type}}, mais les tenseurs d’un modèle en flux sont en float32.',
    dynamicShape:
      '« {{name}} » a la forme {{shape}}, mais un modèle en flux n’a pas de dimensions dynamiques ou vides. Exportez-le pour le flux, avec des formes fixes.',
    shapeTooLarge:
      '« {{name}} » a la forme {{shape}}, plus grande que tout ce qu’a un modèle en flux : il n’a pas été ouvert.',
    signalShape: '« {{name}} » a la forme {{shape}} ; {{expected}} était attendu.',
    unlikeShapes:
      '« {{input}} » est {{inputShape}}, mais « {{output}} » est {{outputShape}} : ils doivent être identiques.',
    noOutputSignal: 'Ce modèle prend « {{input}} », mais ne donne pas « {{output}} ».',
    stateNotFed: '« {{input}} » n’a pas de « {{output}} » qui l’alimente.',
    stateGoesNowhere: '« {{output}} » n’a pas de « {{input}} » où revenir.',
    unknownValue: '« {{name}} » n’est aucun de {{known}} : c’est un modèle d’un autre genre.',
    settingContradicts: 'D’après le modèle, {{name}} : {{graph}}, mais {{given}} a été demandé.',
    sampleRate: 'la fréquence d’échantillonnage',
    fftSize: 'la taille de FFT',
    hop: 'le pas',
    windowLength: 'la longueur de la fenêtre',
    window: 'la fenêtre',
    missing: 'absent',
    none: 'aucune',
    fewerIn: '« {{input}} » prend {{taken}} échantillons, mais « {{output}} » en donne {{given}}.',
    noOverlapState:
      '« {{input}} » prend {{taken}} échantillons et « {{output}} » en donne {{given}}, donc « {{state}} » devrait être [1, {{overlap}}] (n − h), mais il est {{shape}}.',
    noStftStates:
      '« {{input}} » prend un pas, donc « {{first}} » et « {{second}} » devraient être les tampons d’entrée et de sortie, tous deux [1, n − h] ; ce n’est pas le cas.',
    metadataMissing:
      '« {{input}} » est inutilisable, car le fichier n’a pas la métadonnée « {{key}} ». Récupérez le fichier à nouveau chez son éditeur.',
    metadataNotNumber:
      '« {{input}} » est inutilisable, car la métadonnée « {{key}} » vaut « {{text}} », qui n’est pas un nombre.',
    windowUnknown: '« {{input}} » demande la fenêtre « {{window}} », qui n’est pas connue ({{known}}).',
    stateSize: '« {{input}} » a la forme {{shape}}, mais {{expected}} d’après les métadonnées du fichier.',
    startSize:
      '« {{input}} » commence par {{count}} valeurs de « {{key}} », mais les métadonnées du fichier en prévoient {{expected}}.',
    noPair:
      '« {{name}} » est un état auquel rien de même forme ne correspond : ce modèle ne peut pas tourner.',
    noSpectrum:
      'Ce modèle ne prend pas un spectre pour en rendre un ([1, n_fft/2 + 1, 1, 2] ou [1, 1, n_fft/2 + 1, 2]).',
    noContract:
      'Ce modèle n’a ni « wav_in » ni « spec_in » parmi ses entrées ({{inputs}}), ni les entrées de GTCRN ou de DPDFNet : ce n’est pas un modèle qui améliore la parole en flux.',
    unconfirmed:
      'Les entrées de ce modèle ({{inputs}}) ne sont pas connues, mais ce peut être un spectre avec des états qui s’apparient par leur forme. Si vous le savez, dites-le : --contract {{guess}}, avec --hop-size, --win-type et --sample-rate.',
    tooManyStates: 'Ce modèle a {{count}} états, plus que les {{max}} qu’un modèle en flux peut avoir.',
    stateTooLarge:
      '« {{name}} » a la forme {{shape}} : tous les états ensemble peuvent avoir {{max}} valeurs.',
    rateOutOfRange:
      'Une fréquence d’échantillonnage de {{sampleRate}} Hz est impossible : elle doit être entre {{min}} et {{max}} Hz.',
    fftSizeOutOfRange:
      'Une taille de FFT de {{nFft}} est impossible : elle doit être paire, entre {{min}} et {{max}}.',
    hopOutOfRange:
      'Un pas de {{hop}} échantillons ne convient pas à une taille de FFT de {{nFft}} : il doit être entre 1 et {{nFft}}.',
    hopDuration:
      'Un pas de {{hop}} échantillons dure {{milliseconds}} ms à {{sampleRate}} Hz : il doit durer entre {{min}} et {{max}} ms.',
    windowOutOfRange:
      'Une fenêtre de {{windowLength}} échantillons doit être entre le pas ({{hop}}) et la taille de FFT ({{nFft}}).',
    hopLeavesGaps:
      'Un pas de {{hop}} échantillons laisse des échantillons non couverts par la fenêtre {{window}} de {{windowLength}} échantillons : prenez un pas plus petit.',
    notWrappable:
      'Les états de ce modèle ne commencent pas à zéro et son réseau a du retard, ce qu’un graphe wav2wav ne peut pas dire. Il n’a pas besoin d’être enveloppé : Stillmic l’exécute tel quel.',
    notOpened: '{{file}} n’est pas un modèle qu’ONNX Runtime peut ouvrir : {{reason}}',
  },
  store: {
    silence: 'du silence',
    noise: 'du bruit',
    speech: 'de la parole',
    steps: 'des échelons à pleine échelle',
    notFinite: '{{file}} change {{signal}} en valeurs qui ne sont pas des nombres : il est inutilisable.',
    tooLoud: '{{file}} rend {{signal}} plus fort de plus de 20 dB : il est inutilisable.',
    checkDied:
      '{{file}} a été arrêté : l’essai a pris plus de {{seconds}} s ou {{mebibytes}} Mio, ou a fait planter ONNX Runtime. Il est inutilisable.',
    checkStopped: 'Arrêté avant que le modèle soit vérifié.',
    thisModel: 'Ce modèle',
    badProxy: 'Le proxy {{proxy}} de l’environnement n’est pas une adresse : corrigez HTTPS_PROXY.',
    notTrusted:
      '{{host}} a un certificat auquel on ne se fie pas ici ({{reason}}). Si votre réseau inspecte les connexions, indiquez son certificat dans NODE_EXTRA_CA_CERTS ; ou obtenez le fichier autrement et importez-le.',
    badRedirect:
      '{{host}} redirige vers quelque chose qui n’est pas une adresse : le téléchargement a été abandonné.',
    downloadFailed:
      'Le téléchargement de {{url}} a échoué : {{reason}} ({{times}} essais). Si vous pouvez obtenir le fichier autrement, importez-le.',
    digestNotHad:
      'L’empreinte publiée de {{name}} n’a pas pu être obtenue, un téléchargement ne pourrait donc pas être vérifié : {{reason}} ({{times}} essais). Si vous pouvez obtenir le fichier autrement, importez-le.',
    beingDownloaded:
      '{{id}} est déjà en cours de téléchargement, ici ou par un autre Stillmic. Attendez la fin.',
    serverRefusedRest: 'le serveur a refusé de reprendre le téléchargement',
    wrongPart: 'le serveur a envoyé une autre partie que celle demandée',
    endedEarly: 'le téléchargement s’est arrêté après {{received}} octets sur {{total}}',
    sentNothing: '{{host}} n’a rien envoyé pendant {{seconds}} s',
    answered: '{{host}} a répondu {{status}}',
    digestNotStated:
      'La publication n’indique pas l’empreinte de {{name}}, un téléchargement ne pourrait donc pas être vérifié. Téléchargez vous-même {{url}} et importez le fichier.',
    digestNotUnderstood:
      'L’empreinte publiée de {{name}} n’a pas pu être obtenue, un téléchargement ne pourrait donc pas être vérifié : la réponse est incompréhensible.',
    digestAnswerTooLong:
      'L’empreinte publiée de {{name}} n’a pas pu être obtenue, un téléchargement ne pourrait donc pas être vérifié : la réponse est trop longue.',
    digestRefused:
      'L’empreinte publiée de {{name}} n’a pas pu être obtenue, un téléchargement ne pourrait donc pas être vérifié : {{host}} a répondu {{status}}.',
    digestAskedTooOften:
      'L’empreinte publiée de {{name}} n’a pas pu être obtenue, un téléchargement ne pourrait donc pas être vérifié : {{host}} a répondu 403 (trop de demandes : réessayez dans une heure).',
    tooLarge:
      '{{url}} fait au moins {{bytes}} octets, au-delà de la limite de {{limit}} pour un modèle : il a été refusé.',
    otherSize:
      '{{url}} fait au moins {{bytes}} octets, mais le fichier publié en fait {{published}} : il a été modifié et donc refusé.',
    gone: '{{url}} n’est plus là (404). L’éditeur l’a peut-être déplacé.',
    downloadRefused: '{{host}} a refusé le téléchargement de {{url}} : la réponse était {{status}}.',
    notAsPublished:
      '{{url}} n’est pas le fichier publié : son SHA-256 est {{actual}}, et non {{expected}}. Rien n’a été conservé.',
    embeddedMissing: 'Le modèle {{name}} fourni avec Stillmic manque. Réinstallez Stillmic.',
    noDownloadKnown: 'Aucun téléchargement n’en est connu : importez un fichier.',
    settingsFileDamaged:
      'Son fichier de réglages manque ou est endommagé : téléchargez-le ou importez-le de nouveau.',
    insecureAddress:
      'Le téléchargement mène à {{origin}}, qui n’est pas une adresse https chiffrée : il a été refusé.',
    redirectsInCircles: '{{host}} redirige en boucle : le téléchargement a été abandonné.',
    downloadStopped: 'Arrêté. Ce qui est déjà arrivé est conservé.',
    changedWhileCopied: 'Le fichier de {{id}} a changé pendant la copie. Réessayez.',
    idTaken: 'Il y a déjà un modèle {{id}}. Supprimez-le d’abord, ou choisissez un autre nom.',
    fileChanged: '{{file}} a été modifié : son SHA-256 est {{actual}}, et non {{expected}}.',
    noDownload:
      'Aucun téléchargement de {{name}} n’est connu. Si vous avez son fichier, importez-le sur la page « Modèles », ou tapez : stillmic models import FICHIER --id {{id}}',
    noDownload_window:
      'Aucun téléchargement de {{name}} n’est connu. Si vous avez son fichier, importez-le sur la page « Modèles ».',
    badId:
      '« {{id}} » ne peut pas nommer un modèle : utilisez a–z, 0–9, « . », « - » et « _ », 64 caractères au plus.',
    idOfEmbedded: '{{id}} est fourni avec Stillmic : choisissez un autre nom.',
    notThePublished:
      '{{file}} n’est pas le {{id}} publié : son SHA-256 diffère. Importez-le sous un nom à lui.',
    embeddedStays: '{{id}} est fourni avec Stillmic et ne peut pas être supprimé.',
    settingsDamaged: 'Les réglages de {{id}} sont endommagés : téléchargez-le ou importez-le de nouveau.',
    hereAlready: 'Ce fichier est déjà là, avec ces réglages, sous le nom {{id}}.',
    unknownModel:
      'Il n’y a ni modèle ni fichier « {{id}} ». La page « Modèles » et « stillmic models list » montrent les modèles qui existent.',
    unknownModel_window:
      'Il n’y a pas de modèle « {{id}} ». La page « Modèles » montre les modèles qui existent.',
    notHereYet:
      '{{id}} n’est pas encore sur cet ordinateur. Téléchargez-le sur la page « Modèles », ou tapez : stillmic models download {{id}}',
    notHereYet_window: '{{id}} n’est pas encore sur cet ordinateur. Téléchargez-le sur la page « Modèles ».',
    notHereNoDownload:
      '{{id}} n’est pas sur cet ordinateur, et aucun téléchargement n’en est connu. Si vous avez son fichier, importez-le sur la page « Modèles », ou tapez : stillmic models import FICHIER --id {{id}}',
    notHereNoDownload_window:
      '{{id}} n’est pas sur cet ordinateur, et aucun téléchargement n’en est connu. Si vous avez son fichier, importez-le sur la page « Modèles ».',
    externalWeights:
      '{{file}} garde ses poids dans {{files}}. Enregistrez-le d’abord en un seul fichier, puis importez-le.',
    notTrustworthy: '{{ids}} : pas fiable. Téléchargez ou importez de nouveau, ou supprimez.',
    moreProblems: '{{first}}\n{{others}}',
  },
  live: {
    switchedOffBeforeSound: 'Le micro a été désactivé avant que le son n’arrive.',
    recordNeedsOn: 'Rien ne peut être enregistré tant que le micro est désactivé : activez-le d’abord.',
    waitingForServer: 'Le serveur de son ne répond pas ; Stillmic attend son retour.',
    virtualMicrophoneGone: 'Le micro virtuel a disparu ; il est en train d’être recréé.',
    microphoneMissing: 'Le micro n’est pas là. Branchez-le, ou choisissez-en un autre.',
    overloadBypass:
      'Cet ordinateur est trop lent pour le modèle en ce moment : votre voix passe sans traitement.',
    faultBypass:
      'Le modèle ne produit aucun son utilisable : votre voix passe telle quelle. Choisissez un autre modèle.',
    faultLighterModel:
      'Le modèle ne produit aucun son utilisable : un modèle plus léger le remplace. Choisissez un autre modèle.',
    faultyEngineBypass:
      'Le moteur a échoué à plusieurs reprises : votre voix passe telle quelle. Choisissez un autre modèle.',
    faultyEngineLighterModel:
      'Le moteur a échoué à plusieurs reprises avec le modèle choisi : un modèle plus léger le remplace. Choisissez un autre modèle.',
    microphoneChosenInMixer:
      '« {{microphone}} » a été choisi dans le mélangeur du système et reste utilisé jusqu’à ce que vous en choisissiez un autre ici.',
    streamsFought:
      'Un autre programme déplace sans cesse le son de Stillmic, qui reste donc là où il est : les applications d’appel n’entendent peut-être rien. Fermez ce programme, ou désactivez puis réactivez Stillmic.',
    outputFailed: 'Impossible d’écrire la sortie : {{reason}}',
    noSuchMicrophone:
      'Il n’y a pas de micro « {{wanted}} ». « stillmic devices » en donne la liste : {{devices}}.',
    noSuchSpeakers:
      'Il n’y a pas de haut-parleurs « {{wanted}} ». « stillmic devices » en donne la liste : {{devices}}.',
    overloadLighterModel:
      'Cet ordinateur est trop lent pour le modèle en ce moment : un modèle plus léger fonctionne.',
    defaultMicrophoneInstead: 'Le micro choisi n’est pas là : celui par défaut est utilisé en attendant.',
    headphonesMissing:
      'Le casque d’écoute ne peut pas être ouvert : branchez-le, ou choisissez-en un autre dans les réglages.',
    recordingFailed: '{{reason}} Réessayez.',
    recordingCutShort: 'L’enregistrement a été interrompu. Réessayez.',
    engineEnded: 'Le moteur audio s’est arrêté de façon inattendue.',
    engineHung: 'Le moteur audio ne répondait plus.',
    microphoneMuted: 'Votre micro est coupé dans les réglages audio du système.',
    microphoneQuiet: 'Votre micro est baissé à {{percent}} % dans les réglages audio du système.',
    virtualMicrophoneMuted:
      'Le son de Stillmic est coupé dans le mélangeur du système : personne ne vous entend.',
    virtualMicrophoneQuiet:
      'Le son de Stillmic est baissé à {{percent}} % dans le mélangeur du système. Une app d’appel l’a peut-être fait.',
    virtualMicrophoneQuietIn:
      'Le son de Stillmic est baissé à {{percent}} % dans le mélangeur du système, peut-être par une app qui l’enregistre : {{apps}}. Désactivez-y le réglage automatique du volume du micro, sinon cela recommencera.',
    defaultNotKept:
      'Le micro par défaut d’avant ne peut pas être noté. Après un plantage de Stillmic, choisissez-le de nouveau dans les réglages de son du système.',
    defaultIsMonitor:
      'Il n’y a pas de micro. Celui par défaut du système, « {{label}} », est le son de haut-parleurs : branchez un micro, ou choisissez ce son par son nom.',
    volumeNotRestored:
      'Le volume ne peut pas être changé d’ici : réglez-le dans les réglages audio du système.',
  },
  engine: {
    audioThreadFailed: 'Le traitement audio a échoué : {{reason}}',
    optimiserEnded: 'L’allègement du modèle s’est arrêté sans résultat.',
    modelNotOpened: 'Impossible d’ouvrir le modèle : {{reason}}',
    nothingToRecord: 'Aucun son ne circule : il n’y a rien à enregistrer.',
    priorityRefusedBySystem: 'Le système ne permet pas à cet utilisateur de l’augmenter.',
    priorityRefusedByRealtimeKit: 'RealtimeKit ne peut pas l’augmenter : {{reason}}.',
    priorityBeingRaised: 'Elle est en cours d’augmentation.',
    recordingCutShort: 'L’enregistrement a été interrompu.',
    stalled: 'Plus aucun son n’entre ni ne sort.',
    visualCMissing:
      '{{name}} ne peut pas être chargé, car une bibliothèque de Windows manque : installez le Visual C++ Redistributable (x64) de Microsoft depuis https://aka.ms/vs/17/release/vc_redist.x64.exe, ou réinstallez Stillmic.',
  },
  audio: {
    noVirtualMicrophone: 'Stillmic n’a pas de microphone virtuel pour {{platform}}.',
    alreadyRunning: 'Stillmic est déjà lancé : arrêtez-le d’abord.',
    alreadyRunningAs: 'Stillmic est déjà lancé (processus {{id}}) : arrêtez-le d’abord.',
    serverDoesNotAnswer:
      'Le serveur de son ne répond pas : lancez PulseAudio, ou PipeWire avec pipewire-pulse.',
    serverGone: 'Le serveur de son ne répond pas : {{reason}}.',
    serverSilent: 'Le serveur de son n’a pas répondu depuis {{seconds}} secondes.',
    serverRefuses: 'Le serveur de son refuse : {{reason}}.',
    serverRefusedCommand: 'Le serveur de son a refusé « pactl {{command}} » : {{reason}}',
    errorAccessDenied: 'l’accès est interdit',
    errorNotValid: 'la demande n’est pas valable',
    errorNoDevice: 'cet appareil n’existe pas',
    errorRefused: 'la connexion a été refusée',
    errorOtherVersion: 'il parle une autre version du protocole',
    errorCode: 'erreur {{code}}',
    connectionClosed: 'il a fermé la connexion',
    connectionClosedByUs: 'la connexion a été fermée',
    messageTooLong: 'il a envoyé un message de {{bytes}} octets, ce qui n’a pas de sens',
    grantAbsurd: 'Le serveur de son propose un format ou un tampon qui n’ont pas de sens : redémarrez-le.',
    streamEnded: 'Le serveur de son a mis fin au flux.',
    noSuchDevice: 'Le serveur de son n’a pas d’appareil « {{name}} ».',
    noSuchMicrophone: 'Le serveur de son n’a pas de microphone « {{name}} ».',
    textWithoutEnd: 'Le message du serveur de son se termine trop tôt.',
    valueUnexpected: 'Le message du serveur de son contient {{found}} là où {{expected}} était attendu.',
    microphoneClosed: 'Le microphone a été fermé.',
    microphoneEnded: 'Le microphone a mis fin à son flux.',
    deviceNotListed: 'Le système de son ne connaît pas d’appareil « {{name}} ».',
    deviceNotOpened: 'Impossible d’ouvrir « {{name}} » : {{reason}}',
    deviceNotClosed: 'Un appareil ne se laisse pas fermer.',
    streamNotMovable: 'Sur ce système, un flux ne peut pas être déplacé vers « {{name}} ».',
    setDefaultYourself:
      'Choisissez « {{label}} » comme microphone par défaut dans les réglages de son du système.',
    driverMissing:
      'Stillmic a besoin de {{product}}, gratuit et pas encore installé ici : téléchargez-le sur {{link}}, puis relancez Stillmic.',
    answerNotUnderstood: 'La réponse du serveur de son est incompréhensible : {{reason}}',
    answerCutShort: 'Le serveur de son a interrompu sa réponse.',
    pactlMissing: 'pactl manque : installez le paquet pulseaudio-utils (il sert aussi à PipeWire).',
    pactlUnusable: 'Impossible de lancer pactl : {{reason}}',
    pactlTooOld:
      'Ce {{version}} est trop ancien : Stillmic a besoin de pulseaudio-utils version {{needed}} ou plus récente, qui connaît JSON.',
    virtualMicrophoneNotConnected: 'Le serveur de son a créé le microphone virtuel, mais ne l’a pas relié.',
    nameTaken:
      'Un appareil nommé « {{name}} », que Stillmic n’a pas créé, prend sa place : supprimez-le avec « pactl unload-module {{index}} ».',
  },
  doctor: {
    linkSoundServer: 'serveur de son',
    linkSoundPath: 'chemin du son',
    linkAudioModule: 'module audio',
    linkAlsaPlugin: 'greffon ALSA',
    linkMicrophone: 'microphone',
    linkVirtualMicrophone: 'microphone virtuel',
    linkEvents: 'changements',
    linkModel: 'modèle',
    linkPriority: 'priorité',
    serverSilent: 'Il ne répond pas.',
    direct: 'Stillmic parle directement au serveur de son.',
    nothingCame: 'rien n’est venu en {{seconds}} secondes',
    noSound: '« {{label}} » ne donne aucun son : {{reason}}',
    noSoundAdvice:
      'Choisissez un autre microphone dans les réglages de son, ou redémarrez le serveur de son.',
    noMicrophone: 'Il n’y en a pas.',
    noMicrophoneAdvice: 'Branchez-en un, ou activez-le dans les réglages de son.',
    defaultIsMonitor:
      'Le microphone par défaut du système est « {{label}} » : c’est ce que jouent les haut-parleurs.',
    chooseDefault:
      'Choisissez un vrai microphone par défaut dans les réglages de son. Si c’est voulu, choisissez cette source par son nom.',
    micNotListed: 'PortAudio ne connaît pas « {{label}} ».',
    micMuted: '« {{label}} » est coupé.',
    micMutedAdvice: 'Réactivez-le dans les réglages de son.',
    level: '« {{label}} », niveau {{rms}} dBFS, crête {{peak}} dBFS.',
    levelSilent: '« {{label}} », niveau {{rms}} dBFS, crête {{peak}} dBFS : silence.',
    levelSilentAdvice: 'Vérifiez qu’il n’est pas coupé, sur l’appareil ou dans le système.',
    levelClips: '« {{label}} », niveau {{rms}} dBFS, crête {{peak}} dBFS : il sature.',
    levelClipsAdvice: 'Baissez son volume.',
    notNeeded: '{{detail}} Ce n’est pas nécessaire tant que la voie directe fonctionne.',
    moduleLoaded: 'naudiodon est chargé.',
    moduleNotLoaded: 'Impossible de charger naudiodon : {{reason}}.',
    moduleNotLoadedAdvice:
      'Réinstallez Stillmic (npm ci) ; là où il n’en existe pas de version compilée, il faut un compilateur C++ et libasound2-dev.',
    endedSilently: 'il s’est arrêté sans un mot',
    pluginThere: 'ALSA atteint le serveur de son.',
    pluginMissing: 'ALSA ne connaît pas le serveur de son.',
    pluginMissingAdvice: 'Installez le paquet libasound2-plugins (Fedora : alsa-plugins-pulseaudio).',
    virtualInUse: 'Utilisé par le Stillmic déjà lancé (processus {{id}}).',
    virtualNotMade: 'Impossible de le créer.',
    virtualInstalled: '« {{label}} » est installé.',
    virtualIsDefault:
      '« {{label}} » est le microphone par défaut du système ; Stillmic prend donc le premier vrai microphone.',
    virtualIsDefaultAdvice:
      'Choisissez votre microphone par son nom dans Stillmic, ou faites-en le microphone par défaut du système ; ne choisissez « {{label}} » que dans l’application d’appel.',
    virtualHeard: '« {{label}} » a été créé, et un programme y a entendu une note.',
    virtualToneOff: '« {{label}} » a été créé, mais un programme y a entendu une note décalée de {{db}} dB.',
    virtualToneOffAdvice: 'Réglez son volume à 100 % et réactivez-le, ou redémarrez le serveur de son.',
    eventsNoticed: 'Stillmic a remarqué qu’un programme écoutait.',
    eventsNotChecked: 'Impossible d’essayer si Stillmic remarque un programme qui écoute.',
    eventsMissed:
      'Un programme a écouté sans que Stillmic le remarque : il se mettrait en pause, et l’on n’entendrait rien dans l’appel.',
    eventsMissedAdvice:
      'Redémarrez le serveur de son. En attendant, désactivez la pause quand aucune application n’écoute (--no-idle).',
    modelRuns: '{{model}} fonctionne ({{kHz}} kHz, un pas de {{ms}} ms).',
    modelAdvice: 'Réinstallez Stillmic : le modèle fourni ne fonctionne pas.',
    priorityRaised: 'Le fil audio passe avant les autres.',
    priorityRaisedBy: 'Le fil audio passe avant les autres, grâce à {{service}}.',
    priorityLow: 'Le fil audio tourne comme les autres : le son peut trébucher quand la machine est occupée.',
    priorityLowBecause:
      'Le fil audio tourne comme les autres : le son peut trébucher quand la machine est occupée. {{reason}}',
    priorityAdvice:
      'Installez le paquet rtkit. Ou autorisez votre utilisateur : « @audio - nice -11 » dans /etc/security/limits.d/stillmic.conf, membre du groupe audio, puis reconnectez-vous.',
    priorityAdviceElsewhere: 'Fermez les programmes qui occupent le processeur.',
  },
  main: {
    jobStopped: 'Arrêté.',
    previewTooLong: 'L’enregistrement est trop long pour être affiché : une heure au plus.',
    licenceUnknown: 'La licence de ce modèle n’est pas connue : demandez-la là où vous l’avez obtenu.',
    controlCharacterInPath:
      'Stillmic ne peut pas démarrer avec la session depuis un dossier dont le nom contient un saut de ligne ou un autre caractère de contrôle. Déplacez-le dans un autre dossier.',
    shortcutUnknown:
      '{{keys}} n’est pas une combinaison de touches utilisable comme raccourci. Choisissez-en une autre dans les réglages.',
    shortcutRefused:
      'Le bureau n’a pas donné le raccourci {{keys}} à Stillmic. Choisissez-le de nouveau pour que la question revienne, ou donnez-le dans les réglages du clavier.',
    shortcutByCommand:
      'Ce bureau ne donne de raccourcis à aucune application. Dans ses réglages du clavier, associez une touche à la commande « {{command}} ».',
    shortcutNoRelease:
      'Ce système ne dit pas quand {{keys}} est relâché : ces touches ne peuvent pas être maintenues. Utilisez « Couper le son ».',
    shortcutUsedTwice: '{{keys}} a déjà un autre rôle dans Stillmic. Choisissez d’autres touches.',
    autostartOff:
      'Stillmic ne démarre plus avec la session, car le dossier prévu pour cela n’est pas accessible en écriture. Le réglage a été désactivé.',
    notStarted: 'Stillmic ne peut pas démarrer',
    lockedElsewhere:
      'Stillmic fonctionne sur « {{host}} » avec le même dossier de réglages, {{folder}}. Quittez-le là-bas ou supprimez le fichier SingletonLock de ce dossier.',
    noLock:
      'Stillmic n’a pas pu s’assurer d’être seul à fonctionner. Supprimez le fichier SingletonLock de {{folder}}, puis relancez Stillmic.',
    noTray:
      'Ce bureau n’affiche pas d’icônes de notification : fermer la fenêtre la réduit. Pour arrêter Stillmic, choisissez Quitter dans les réglages.',
    settingsSetAside:
      'Les réglages n’ont pas pu être lus : les valeurs par défaut sont utilisées. L’ancien fichier a été gardé sous {{name}}.',
    shortcutTaken:
      'Le raccourci {{keys}} est utilisé par une autre app. Choisissez-en un autre dans les réglages.',
    noModel: 'Il n’y a pas de modèle « {{id}} ».',
    modelInUse: 'Ce modèle est utilisé. Choisissez-en d’abord un autre, puis supprimez-le.',
    fileForgotten: 'Ce choix de fichier est trop ancien. Choisissez ou déposez le fichier encore une fois.',
    notClean: '{{name}} n’est pas encore nettoyé.',
    recordingForgotten: 'Cet enregistrement n’est plus dans la liste.',
    recordingClean: '{{name}} est nettoyé et peut être enregistré.',
    logsNotOpened: 'Les journaux ne peuvent pas être ouverts ({{problem}}). Ils se trouvent dans {{folder}}.',
    fault:
      'Quelque chose a mal tourné dans Stillmic : {{message}} Les journaux en disent plus (Réglages, Ouvrir les journaux).',
    windowCrashedOften:
      'La fenêtre a planté plusieurs fois ({{reason}}). Le micro continue. Ouvrez la fenêtre depuis la zone de notification, ou redémarrez Stillmic.',
    windowCrashed: 'La fenêtre a planté ({{reason}}) et a été rouverte. Le micro a continué.',
    graphicsCrashed: 'Le processus graphique a planté ({{reason}}) et a été redémarré.',
  },
  export: {
    configMissing:
      'Aucune configuration à côté de {{file}}. Placez-y le config.yaml ou config.json de l’entraînement, ou indiquez-le avec « stillmic export --config ».',
    configMissing_window:
      'Aucune configuration à côté de {{file}}. Placez-y le config.yaml ou config.json de l’entraînement.',
    checkpointMissing:
      '{{folder}} ne contient aucun point de contrôle comme 00500.pth, best.pth ou model.safetensors. Indiquez plutôt son fichier.',
    checkpointUnclear:
      '{{folder}} contient plusieurs points de contrôle, et aucun nom ne dit lequel est le plus récent : {{names}}. Indiquez l’un de ces fichiers.',
    configTooLong: '{{file}} est trop long pour la configuration d’un entraînement.',
    configNoMapping:
      '{{where}} ne contient pas de clés et de valeurs : indiquez la configuration de l’entraînement.',
    optionUnknown: '« {{key}} » dans {{where}} n’est pas connu, et rien n’est deviné.',
    optionMissing: '« {{key}} » manque dans {{where}}.',
    optionValue: '« {{key}} » dans {{where}} vaut {{value}}, ce qui n’est pas connu. Possible : {{allowed}}.',
    invalidYaml: 'La configuration n’est pas du YAML valide : {{reason}}',
    overrideForm: '« {{override}} » n’est pas de la forme CLÉ=VALEUR, comme model_kwargs.hop_size=160.',
    overridePlace:
      'La configuration n’a pas de place pour « {{path}} ». Indiquez la clé entière, comme model_kwargs.hop_size.',
    checkpointDamaged:
      'Le point de contrôle est endommagé ({{detail}}). Copiez-le ou enregistrez-le à nouveau.',
    checkpointTooLarge:
      "Le point de contrôle est plus grand que toutes les familles connues ({{size}}) ; refusé. Enregistrez seulement ses poids : torch.save(model.state_dict(), 'model.pth').",
    checkpointUnknownFormat:
      'Ce fichier n’est pas un point de contrôle : les fichiers de PyTorch (.pth, .pt, .ckpt) et safetensors peuvent être lus.',
    checkpointNoPickle:
      'Cette archive zip n’est pas un point de contrôle PyTorch : son seul dossier ne contient pas de data.pkl.',
    checkpointTorchScript:
      'Ce fichier est un module TorchScript. Indiquez plutôt le point de contrôle de l’entraînement (NNNNN.pth).',
    checkpointAsksFor:
      "Le point de contrôle demande « {{name}} », dont des poids n’ont pas besoin ; refusé. Si vous lui faites confiance, chargez-le avec torch et enregistrez seulement ses poids : torch.save(model.state_dict(), 'model.pth').",
    checkpointCalls: 'Le point de contrôle veut appeler {{name}} ; refusé.',
    checkpointOperation:
      'Le pickle du point de contrôle contient l’opération {{operation}}, dont des poids n’ont pas besoin ; refusé.',
    checkpointProtocol:
      'Le point de contrôle est un pickle de protocole {{protocol}} ; 2 à 5 peuvent être lus. Enregistrez-le à nouveau avec torch.save.',
    checkpointByteOrder:
      'L’ordre des octets du point de contrôle est « {{order}} » ; seul « little » peut être lu.',
    checkpointLeavesArchive:
      'Le point de contrôle contient un fichier nommé « {{name}} », qui sort de l’archive ; refusé.',
    checkpointStorageName:
      'Le point de contrôle demande le stockage « {{name}} », qui n’est pas un nombre ; refusé.',
    checkpointNoWeights:
      "Le point de contrôle ne contient pas de tenseurs nommés ; ses clés sont {{keys}}. Enregistrez seulement les poids : torch.save(model.state_dict(), 'model.pth').",
    checkpointSeveralWeights:
      'Le point de contrôle contient plusieurs jeux de poids : {{keys}}. Choisissez-en un avec « stillmic export --weights ».',
    checkpointSeveralWeights_window:
      'Le point de contrôle contient plusieurs jeux de poids : {{keys}}. Enregistrez celui que vous voulez comme point de contrôle à part.',
    checkpointNoSuchWeights:
      'Le point de contrôle ne contient pas de poids sous « {{name}} ». Il a {{keys}}.',
    safetensorsType: '« {{name}} » est du type {{type}}, qui ne peut pas être lu : enregistrez-le en F32.',
    noteWeights:
      'Les poids sous « {{name}} » sont utilisés. Le point de contrôle contient aussi {{others}} ; « stillmic export --weights » choisit.',
    noteWeights_window:
      'Les poids sous « {{name}} » sont utilisés. Le point de contrôle contient aussi {{others}}.',
    notePrefix: '« {{prefix}} » devant les noms des poids a été omis.',
    familyUnknown:
      '« {{name}} » n’est pas une famille de réseaux qui peut être exportée. Connues : {{known}}.',
    familyNotStreaming:
      '« {{name}} » regarde tout l’enregistrement avant de donner le premier échantillon et ne peut donc pas fonctionner en direct. Familles possibles : {{known}}.',
    weightMissing:
      'Il manque au point de contrôle « {{name}} », que sa configuration demande. Indiquez la configuration du même entraînement.',
    weightShape:
      '« {{name}} » est {{stored}} dans le point de contrôle, mais {{wanted}} d’après la configuration. Indiquez la configuration du même entraînement.',
    weightNotFinite:
      '« {{name}} » contient des valeurs non finies : cet entraînement a divergé. Prenez un point de contrôle antérieur.',
    weightLeftOver:
      'Le point de contrôle contient « {{name}} », pour lequel sa configuration n’a pas de place. Indiquez la configuration du même entraînement.',
    diverged:
      'Le réseau donne des valeurs qui ne sont pas du son : son entraînement a divergé. Prenez un point de contrôle antérieur.',
    headsMismatch:
      '{{channels}} canaux ne peuvent pas être répartis entre {{heads}} têtes dans model_kwargs.',
    kernelMismatch:
      'Un premier noyau de {{kernel}} ne convient pas à un pas de {{stride}} dans model_kwargs.',
    strideMismatch:
      'Un n_fft de {{nFft}} ne peut pas être divisé par le double du pas de {{stride}} dans model_kwargs.',
    bandStrides:
      'Des pas de {{strides}} dans model_kwargs ne donnent pas les {{bands}} bandes de cette famille.',
    bandGroups:
      '{{frequencies}} fréquences ne peuvent pas être réparties entre {{groups}} groupes dans model_kwargs.',
    stftUnfit:
      'Une STFT avec une FFT de {{nFft}}, une fenêtre de {{window}} et un hop de {{hop}} échantillons ne peut pas être retransformée en son : prenez un hop plus petit.',
    wrapWaveform: 'Ce modèle prend déjà une forme d’onde (wav2wav) : il n’y a rien à envelopper.',
    wrapOpset:
      'Ce modèle utilise le jeu d’opérateurs ONNX {{opset}}, antérieur à {{lowest}} : exportez-le à nouveau avec un plus récent.',
    wrapSparse: 'Ce modèle contient des poids creux : exportez-le à nouveau avec des poids denses.',
    wrapExternal:
      'Ce modèle garde « {{name}} » dans un autre fichier : enregistrez-le à nouveau avec ses poids à l’intérieur.',
    notFastEnhancer:
      'Ce n’est pas un FastEnhancer tel qu’il est publié ({{detail}}) ; aucune forme allégée n’est possible.',
    leanDiffers:
      'La forme allégée diffère de {{difference}} de la crête, plus que {{most}} : l’original reste.',
    leanNoFaster:
      'La forme allégée prend ici {{percent}} % du temps et n’est pas plus rapide : l’original reste.',
    leanKept: 'La forme allégée prend {{percent}} % du temps.',
  },
  onnx: {
    empty: '{{file}} est vide.',
    tooLarge: '{{file}} fait {{size}} Mio ; un modèle de streaming fait au plus {{most}} Mio.',
    text: '{{file}} est un fichier texte, pas un modèle ONNX.',
    notWhole:
      '{{file}} n’est pas un modèle ONNX entier : il est coupé, endommagé ou d’un autre genre. Téléchargez-le ou exportez-le à nouveau.',
    noGraph: '{{file}} n’est pas un modèle ONNX : il ne contient pas de graphe.',
    tensorShape: '{{file}} est endommagé : « {{name}} » a la forme {{shape}}.',
    tensorBytes: '{{file}} est endommagé : « {{name}} » a la forme {{shape}}, mais {{bytes}} octets.',
    outsideFolder:
      '{{file}} garde « {{name}} » dans « {{location}} », hors de son propre dossier : ce n’est pas ouvert.',
    notBeside:
      '{{file}} garde « {{name}} » dans « {{location}} », qui n’est pas à côté : copiez les deux dans le même dossier.',
    linksOutside:
      '{{file}} garde « {{name}} » dans « {{location}} », un lien vers un endroit hors de son propre dossier : ce n’est pas ouvert.',
  },
  audioFile: {
    noRecordings: 'Il n’y a pas d’enregistrement dans {{folder}}.',
    sameResult: '{{one}} et {{other}} deviendraient tous deux {{result}} : nettoyez-les un par un avec -o.',
    empty: '{{file}} est vide.',
    noAudio: '{{file}} ne contient pas de son.',
    unknownFormat: '{{file}} n’est pas un enregistrement d’un format connu : {{formats}} peuvent être lus.',
    isText: '{{file}} est un fichier texte, pas un enregistrement.',
    isImage: '{{file}} est une image, pas un enregistrement.',
    isDocument: '{{file}} est un document, pas un enregistrement.',
    isArchive: '{{file}} est une archive, pas un enregistrement : décompressez-la d’abord.',
    isMidi:
      '{{file}} est un fichier MIDI, qui contient des notes mais pas de son : convertissez-le d’abord en WAV.',
    isProgram: '{{file}} est un programme, pas un enregistrement.',
    needsFfmpeg:
      '{{file}} est au format {{format}}, lu seulement là où ffmpeg est installé : installez-le, ou convertissez l’enregistrement avec « {{command}} ».',
    ffmpegFailed: '{{file}} est au format {{format}}, et ffmpeg ne peut pas le lire : {{reason}}',
    readThroughFfmpeg: '{{file}} est au format {{format}} : il a été lu avec ffmpeg.',
    headerDamaged: '{{file}} est au format {{format}}, mais son en-tête est abîmé ou coupé.',
    damagedAt: '{{file}} est abîmé à {{place}}.',
    damagedPlaces:
      '{{file}} est abîmé (endroits : {{places}}, d’abord à {{place}}) ; ces morceaux ont été laissés de côté.',
    cutOff: '{{file}} s’interrompt à {{place}} : sa fin manque.',
    truncated: '{{file}} est tronqué : il s’interrompt à {{place}}, mais devrait durer jusqu’à {{promised}}.',
    stopped: 'Arrêté ; aucun résultat incomplet ne reste.',
    someFailed: 'Enregistrements qui n’ont pas pu être nettoyés : {{failures}} sur {{recordings}}.',
    addAcceptDamaged: '{{damage}} Ajoutez --accept-damaged pour continuer avec ce qui existe.',
    changesOnTheWay:
      '{{file}} change de fréquence d’échantillonnage ou de canaux à {{place}} : coupez-le à cet endroit.',
    notForFlac:
      '{{file}} ne peut pas être en FLAC, qui contient au plus des entiers de 24 bits et 8 canaux : écrivez en WAV.',
    wildSamples:
      'Échantillons qui n’étaient pas du son (pas des nombres, ou bien au-delà de la pleine échelle), remplacés par du silence : {{samples}}, d’abord à {{place}}.',
    modelFailed:
      'Pas sur lesquels le modèle a échoué, l’enregistrement y étant resté tel quel : {{hops}}, d’abord à {{place}}.',
    clipped: 'Échantillons du résultat au-delà de la pleine échelle, qui ont été limités : {{samples}}.',
  },
  disk: {
    nameTooLong: 'Le nom {{file}} est trop long pour son système de fichiers : choisissez-en un plus court.',
    nameNotUtf8:
      'Le nom {{file}} contient des octets qui ne sont pas de l’UTF-8 et ne peuvent pas être transmis : renommez d’abord le fichier.',
    linkLoop: 'Les liens de {{file}} tournent en rond : indiquez le fichier lui-même.',
    tooManyOpen:
      '{{file}} ne peut pas être ouvert, car trop de fichiers sont ouverts : fermez quelques programmes.',
    busy: '{{file}} est en cours d’utilisation : un autre programme l’a peut-être ouvert. Fermez-le dans ce programme, puis réessayez.',
    notFound: 'Il n’y a pas de fichier {{file}}.',
    pathThroughFile: 'Il n’y a pas de fichier {{file}} : une partie de son chemin n’est pas un dossier.',
    mayNotRead: 'La lecture de {{file}} n’est pas permise : changez ses droits d’accès.',
    isFolder: '{{file}} est un dossier, pas un fichier.',
    notRegular: '{{file}} est un tube ou un périphérique : copiez d’abord son contenu dans un fichier.',
    cannotRead: '{{file}} ne peut pas être lu : {{reason}}.',
    noFolder: '{{file}} ne peut pas être écrit : son dossier n’existe pas.',
    folderIsFile: '{{file}} ne peut pas être écrit : une partie de son chemin n’est pas un dossier.',
    mayNotWrite: 'L’écriture de {{file}} n’est pas permise : choisissez un autre endroit.',
    mayNotWriteOrBusy:
      'L’écriture de {{file}} n’est pas permise, ou un autre programme l’a ouvert : fermez-le dans ce programme, ou choisissez un autre endroit.',
    readOnly:
      '{{file}} ne peut pas être écrit, car le système de fichiers est en lecture seule : choisissez un autre endroit.',
    diskFull: 'Le disque est trop plein pour {{file}} : libérez de la place, ou choisissez un autre endroit.',
    quotaUsed:
      'Votre quota de disque est trop petit pour {{file}} : libérez de la place, ou choisissez un autre endroit.',
    tooLargeForSystem:
      '{{file}} est plus grand que ce que son système de fichiers accepte : choisissez un autre endroit.',
    cannotWrite: '{{file}} ne peut pas être écrit : {{reason}}.',
    mayNotRemove: 'La suppression de {{file}} n’est pas permise : changez les droits d’accès de son dossier.',
    cannotRemove: '{{file}} ne peut pas être supprimé : {{reason}}.',
    exists: '{{file}} existe déjà : ajoutez --force pour le remplacer.',
    isInput: '{{file}} est le fichier lu : choisissez un autre nom pour le résultat.',
    isFolderGiveName: '{{file}} est un dossier : indiquez un nom de fichier.',
    outputNotRegular: '{{file}} est un tube ou un périphérique : choisissez un autre endroit.',
    wrongEnding: '{{file}} aurait un nom trompeur : indiquez-en un qui se termine par {{endings}}.',
    windowsDevice:
      '{{file}} serait pour Windows le nom d’un périphérique : choisissez un autre nom que {{name}}.',
    windowsCharacters:
      'Le nom {{file}} contient un caractère que Windows interdit : retirez < > : " / \\ | ? *',
    windowsEnd:
      'Le nom {{file}} finit par un point ou une espace, ce que Windows interdit : retirez ce caractère.',
    mayNotRemoveOrBusy:
      '{{file}} ne peut pas être supprimé, ou un autre programme l’a ouvert : fermez-le, ou changez ses droits.',
  },
  remoteControl: {
    notOffered: 'Ce Stillmic ne peut pas être commandé de l’extérieur : {{reason}}',
    nothingRuns: 'Stillmic n’est pas lancé : ouvrez l’application ou tapez « stillmic run ».',
    noAnswer: 'Le Stillmic en cours ne répond pas. Quittez-le et relancez-le.',
    alreadyControlled: 'Un autre Stillmic déjà lancé occupe la place des commandes : arrêtez-le d’abord.',
    folderNotPrivate:
      'Le dossier {{folder}} doit vous appartenir et être fermé aux autres : chmod 700, ou supprimez-le.',
  },
};
