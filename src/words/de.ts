import type { Catalogue } from './catalogue.js';

/** German. */
export const de: Catalogue = {
  plain: '{{text}}',
  app: {
    loading: 'Stillmic macht sich bereit …',
    disconnected: 'Das Fenster hat die Verbindung zu Stillmic verloren. Bitte schließen und neu öffnen.',
    pages: 'Seiten',
    tryAgain: 'Erneut versuchen',
    dismiss: 'Ausblenden',
    close: 'Schließen',
    cancel: 'Abbrechen',
  },
  pages: {
    home: 'Start',
    files: 'Dateien',
    models: 'Modelle',
    settings: 'Optionen',
  },
  state: {
    muted: 'Stumm – niemand hört dich',
    speakingWhileMuted: 'Du bist stumm: Niemand hört dich.',
    off: 'Aus',
    starting: 'Startet …',
    on: 'Ein',
    idle: 'Ein – keine App hört zu',
    listening_one: 'Ein – {{apps}} hört zu',
    listening_other: 'Ein – {{apps}} hören zu',
    bypassed: 'Überbrückt',
    recovering: 'Wird wiederhergestellt …',
    unplugged: 'Mikrofon nicht eingesteckt – wartet',
    failed: 'Durch ein Problem angehalten',
  },
  home: {
    mute: 'Stummschalten',
    muteHint: 'Stille senden, die keine App aufheben kann',
    switch: 'Sauberes Mikrofon',
    space: 'Leertaste',
    choose: 'In Zoom, Discord oder im Browser <name>{{name}}</name> auswählen.',
    listening_one: '{{apps}} hört <name>{{name}}</name> zu.',
    listening_other: '{{apps}} hören <name>{{name}}</name> zu.',
    microphone: 'Mikrofon',
    systemMicrophone: 'Standard des Systems',
    systemMicrophoneNamed: '{{label}} (Standard)',
    missingMicrophone: 'Nicht verbunden',
    noMicrophone: 'Kein Mikrofon ist angeschlossen. Sobald eines eingesteckt ist, erscheint es hier.',
    test: 'Testen',
    testHint: 'Zehn Sekunden aufnehmen und vorher und nachher anhören',
    model: 'Modell',
    strength: 'Stärke',
    bypass: 'Überbrücken',
    bypassHint: 'Das Mikrofon senden, wie es ist',
    ownSettings: 'Modell und Stärke von {{name}}',
    lighterModel: 'Dieser Rechner war zu langsam für „{{chosen}}“, deshalb läuft „{{active}}“.',
  },
  messages: {
    label: 'Meldungen',
    next: 'Meldung {{index}} von {{count}}: die nächste zeigen',
  },
  meters: {
    label: 'Pegel',
    before: 'Vorher',
    after: 'Nachher',
    clipped: 'Übersteuert',
    clearBefore: 'Vorher übersteuert: Marke löschen',
    clearAfter: 'Nachher übersteuert: Marke löschen',
    fix: 'Beheben',
  },
  spectrogram: {
    label: 'Spektrogramm vorher und nachher, 0 bis {{kilohertz}} kHz',
    empty: 'Hier erscheint der Klang, sobald das Mikrofon ein ist.',
  },
  figures: {
    label: 'Aktuelle Werte',
    speed: 'Tempo (RTF)',
    delay: 'Verzögerung (Latenz)',
    dropouts: 'Aussetzer',
    drift: 'Taktdrift',
    p99: 'p99 {{value}}',
    measuring: 'Wird gemessen …',
    faster: '{{factor}}-mal schneller als Echtzeit',
    slower: 'Langsamer als Echtzeit: der Ton setzt aus',
    rtfMean: 'Mittel über 10 s',
    rtfP99: '99 von 100 Hops bleiben darunter',
    algorithmic: 'Modell',
    capture: 'Puffer am Mikrofon',
    resampler: 'Abtastratenwandlung',
    gate: 'Vorausschau des Gates',
    playback: 'Puffer am Ausgang',
    droppedHops: 'Verworfene Hops',
    insertedHops: 'Eingefügte stille Hops',
    xrunsIn: 'Überläufe am Mikrofon',
    xrunsOut: 'Leerläufe am Ausgang',
    driftMeaning:
      'Um so viel laufen die Takte von Mikrofon und Ausgang auseinander; wird laufend ausgeglichen.',
    settling: 'pendelt sich ein …',
    noDropouts: 'Seit dem Einschalten hat keine App eine Lücke gehört.',
    dropoutsMeaning: 'Was zuhörende Apps gehört haben:',
    counters: 'Vom Tonsystem gezählt, ob gehört oder nicht:',
    dropoutKinds: {
      underrun: 'Ton kam zu spät: ein Moment Stille',
      overrun: 'Ton des Mikrofons ging verloren',
      cut: 'Ein Rückstand wurde herausgeschnitten',
      repeat: 'Ein Moment wurde zweimal gespielt',
      'model-reset': 'Das Modell versagte kurz: Deine Stimme ging unverändert durch',
      restart: 'Der Ton brach ab und kam wieder',
    },
  },
  compare: {
    label: 'Sich selbst hören',
    listenOn: 'Hören über',
    nowhere: 'Nichts',
    systemSpeakers: 'Standard des Systems',
    systemSpeakersNamed: '{{label}} (Standard)',
    missingSpeakers: 'Nicht verbunden',
    hold: 'Für Vorher halten',
    hearing: 'Zu hören: vorher',
    key: 'B',
    headphones: 'Kopfhörer benutzen: Lautsprecher würden pfeifen.',
    chooseFirst: 'Zum Vergleichen Kopfhörer auswählen.',
    needsOn: 'Zum Vergleichen einschalten.',
  },
  test: {
    title: 'Mikrofontest',
    intro:
      'Ein paar Sekunden sprechen, dann schweigen. Stillmic nimmt zehn Sekunden auf und behält sie nur, solange dies offen ist.',
    needsOn: 'Für den Test muss das Mikrofon ein sein.',
    switchOn: 'Einschalten',
    record: 'Zehn Sekunden aufnehmen',
    again: 'Neu aufnehmen',
    recording: 'Aufnahme: noch {{seconds}} s',
    figures: 'Werte der Aufnahme',
    estimated: 'Aus der Aufnahme geschätzt; beide gleich laut abgespielt.',
    noSpeech: 'Es war keine Sprache zu hören. Bitte lauter oder näher sprechen und neu aufnehmen.',
    none: 'keiner',
  },
  comparison: {
    title: 'Modelle vergleichen',
    open: 'Modelle an dieser Aufnahme vergleichen',
    close: 'Zurück zu allen',
    original: 'Original',
    originalFigures: 'Grundrauschen {{before}}',
    figures: 'Grundrauschen {{before}} → {{after}} · RTF {{rtf}} · Verzögerung {{delay}}',
    working: 'Rechnet …',
    add: 'Modell hinzufügen …',
    onlyOne:
      'Auf diesem Rechner ist nur ein Modell. Andere lassen sich auf der Seite „Modelle“ herunterladen.',
    blind: 'Blindtest (A/B/X)',
    blindHint: '{{first}} und {{second}}, unter den Namen A und B',
    ready: 'X ist A oder B, zufällig. Hör hin und sag, welches.',
    xIs: 'X ist {{side}}',
    score: '{{right}} von {{total}} richtig. Wer nur rät, kommt bei {{chance}} solcher Tests so weit.',
    reveal: 'Namen zeigen',
    revealed: 'A ist „{{a}}“, B ist „{{b}}“.',
    levels:
      'Gleich laut: Die Sprache hat überall den Effektivwert, den sie im Original hat. Tempo und Grundrauschen sind an dieser Aufnahme gemessen.',
  },
  levels: {
    noiseFloor: 'Grundrauschen',
    speech: 'Sprachpegel',
    snr: 'Sprache über Rauschen (SNR)',
  },
  player: {
    play: 'Abspielen',
    pause: 'Pause',
    side: 'Was zu hören ist',
    position: 'Position',
    holdHint: 'B halten, um Vorher zu hören',
  },
  files: {
    drop: 'Aufnahmen hier ablegen',
    dropHint: '{{formats}}',
    dropNow: 'Loslassen zum Entrauschen',
    choose: 'Dateien auswählen …',
    list: 'Aufnahmen',
    waiting: 'Wartet',
    running: '{{percent}} · noch {{left}}',
    starting: 'Startet …',
    cancelled: 'Abgebrochen',
    failed: 'Fehlgeschlagen',
    saved: 'Gespeichert als {{name}}',
    unsaved: 'Noch nicht gespeichert',
    save: 'Speichern …',
    cancel: 'Abbrechen',
    remove: 'Entfernen',
    cancelNamed: '{{name}} abbrechen',
    removeNamed: '{{name}} entfernen',
    saveNamed: '{{name}} speichern',
    compareNamed: '{{name}} vorher und nachher vergleichen',
    progress: 'Fortschritt von {{name}}',
    with: '{{model}}, Stärke {{strength}}',
    loading: 'Aufnahme wird gelesen …',
    tooLong:
      'Aufnahmen über {{minutes}} Minuten lassen sich hier nicht abspielen. Zum Anhören bitte speichern.',
  },
  models: {
    askSize: 'Größe erfragen',
    askSizeNamed: 'Größe von {{name}} erfragen',
    cpuAbout: 'CPU etwa {{percent}} eines Kerns',
    experts: 'Für Fachleute',
    expertsHint:
      'Andere Formen der Modelle oben: derselbe Klang mit anderem Vertrag, Telefonklang, oder nur zum Importieren.',
    spectral: '{{model}}, über Spektren (spec2spec)',
    picture: {
      title: 'Auf einen Blick vergleichen',
      metric: 'Maß',
      testSet: 'Testdaten',
      across: 'Prozessor: Anteil eines Kerns auf diesem Rechner',
      label:
        '{{metric}} von {{count}} Modellen auf {{testSet}}, über dem Anteil eines Prozessorkerns, den jedes hier braucht. Alle Werte stehen darunter in Worten.',
      legend:
        'Höher ist sauberer, weiter links ist leichter. Gefüllt: hier gemessen; offen: geschätzt; mit Ring: in Gebrauch.',
      table: 'Alle Werte in Worten',
      unpublished: 'keine Qualität veröffentlicht',
      unmeasured: 'Wie schnell dieser Rechner ist, wurde noch nicht gemessen.',
      source:
        'Qualität wie veröffentlicht für {{testSet}}: {{sources}}. Nur Werte derselben Testdaten lassen sich vergleichen; für die Modelle mit 48 kHz wurden keine veröffentlicht. CPU und Verzögerung gelten für diesen Rechner.',
    },
    about: 'etwa {{size}}',
    lean: '{{before}} → {{after}} je Hop, hier verschlankt',
    installed: 'Auf diesem Rechner',
    available: 'Zum Herunterladen',
    import: 'Modell importieren …',
    importHint:
      'Hier eine .onnx-Datei ablegen, einen Checkpoint mit seiner .yaml oder .json daneben oder den Ordner eines Trainings',
    dropNow: 'Loslassen zum Importieren',
    importing: 'Modell wird gelesen …',
    imported: '{{name}} wurde importiert.',
    inUse: 'In Benutzung',
    use: 'Benutzen',
    useNamed: '{{name}} benutzen',
    download: 'Laden',
    downloadNamed: '{{name}} laden',
    resume: 'Fortsetzen',
    resumeNamed: 'Laden von {{name}} fortsetzen',
    pause: 'Anhalten',
    pauseNamed: 'Laden von {{name}} anhalten',
    cancelNamed: 'Laden von {{name}} abbrechen',
    more: 'Mehr zu {{name}}',
    verify: 'Datei prüfen',
    remove: 'Entfernen',
    measure: 'Tempo messen',
    licence: 'Lizenz',
    licenceTitle: 'Lizenz von {{name}}',
    loadingLicence: 'Lizenz wird gelesen …',
    verified: 'Geprüft: die Datei ist die veröffentlichte.',
    damaged: 'Beschädigt',
    downloading: '{{received}} von {{total}}',
    downloadingUnknown: '{{received}}',
    progress: 'Laden von {{name}}',
    paused: 'Angehalten',
    rate: '{{kilohertz}} kHz',
    delay: 'Verzögerung {{milliseconds}}',
    cpu: 'CPU {{percent}} eines Kerns',
    cpuUnknown: 'CPU noch nicht gemessen',
    measuring: 'Wird gemessen …',
    trainedOn: 'Trainiert mit {{data}}',
    empty: 'Jedes bekannte Modell ist auf diesem Rechner.',
    settingsTitle: 'Was die Datei nicht sagt',
    settingsIntro:
      '{{name}} lässt dies offen. Eingetragen sind die Werte, die in seiner Familie üblich sind; wer es besser weiß, ändert sie.',
    sampleRate: 'Abtastrate (Hz)',
    nFft: 'FFT-Größe (Abtastwerte)',
    hop: 'Hop (Abtastwerte)',
    windowLength: 'Fensterlänge (Abtastwerte)',
    window: 'Fenster',
    hann: 'Hann',
    hannSqrt: 'Wurzel aus Hann',
    vorbis: 'Vorbis',
    guessedContract:
      'Die Namen der Eingänge sind nicht bekannt. Es scheint ein Spektrum zu nehmen, mit Zuständen, die sich nach ihrer Form paaren: Importiere es, wenn du weißt, dass das stimmt. Falsch geraten gibt es Rauschen.',
    importNow: 'Importieren',
    words: {
      vd: {
        t: 'Am leichtesten',
        b: 'Ausgewogen',
        s: 'Sauberer',
        m: 'Noch sauberer',
        l: 'Am schwersten',
      },
      dns: {
        t: 'Leicht, für lauten Lärm',
        b: 'Am besten bei Lärm',
        s: 'Lärm, sauberer',
        m: 'Lärm, noch sauberer',
        l: 'Lärm, am schwersten',
      },
      '48khz': {
        t: 'Volles Band, leicht',
        b: 'Volles Band, ausgewogen',
        s: 'Volles Band, sauberer',
        m: 'Volles Band, noch sauberer',
        l: 'Volles Band, am schwersten',
      },
      gtcrn: {
        imported: 'Klein; nur zum Importieren',
        original: 'Klein, für viele Arten von Lärm',
        simplified: 'Klein, für viele Arten von Lärm; vereinfachter Graph',
      },
      dpdfnet: {
        lightest: 'Leichtestes DPDFNet, mit mehr Verzögerung',
        light: 'Leicht, mit mehr Verzögerung',
        strong: 'Sauberer, mit mehr Verzögerung',
        strongest: 'Noch sauberer, mit mehr Verzögerung',
        telephone: 'Telefonklang (8 kHz)',
        telephoneStrongest: 'Telefonklang (8 kHz), sauberer',
        fullBand: 'Volles Band, mit mehr Verzögerung',
        fullBandStrongest: 'Volles Band, sauberer, mit mehr Verzögerung',
      },
    },
  },
  recommendation: {
    loud: 'Um dich ist es laut. „{{model}}“ lässt weniger davon durch, für etwa {{percent}} % eines Prozessorkerns.',
    moderate:
      'Um dich gibt es Geräusche. „{{model}}“ lässt weniger davon durch, für etwa {{percent}} % eines Prozessorkerns.',
    fullBand:
      'Dein Mikrofon überträgt das volle Band. „{{model}}“ erhält es, für etwa {{percent}} % eines Prozessorkerns.',
    battery:
      'Im Akkubetrieb spart „{{model}}“ Strom: etwa {{percent}} % eines Prozessorkerns statt {{before}} %.',
    tooHeavy: '„{{instead}}“ braucht hier etwa {{before}} % eines Prozessorkerns, „{{model}}“ {{percent}} %.',
    switch: 'Wechseln',
    download: 'Laden und wechseln',
    downloadSize: 'Laden ({{size}}) und wechseln',
    no: 'Nein, danke',
    undo: 'Rückgängig',
    done: '„{{model}}“ läuft jetzt.',
    downloading: '„{{model}}“ wird geladen …',
  },
  settings: {
    mute: 'Stummschalten',
    start: 'Start',
    startAtLogin: 'Beim Anmelden starten',
    startAtLoginHint: 'In den Infobereich, ohne Fenster',
    startAtLoginHintNoTray: 'Minimiert: dieser Desktop zeigt keine Infosymbole',
    denoiseAtStart: 'Beim Start einschalten',
    closingTray: 'Wird das Fenster geschlossen, läuft Stillmic im Infobereich weiter.',
    closingNoTray:
      'Dieser Desktop zeigt keine Infosymbole, deshalb wird das Fenster beim Schließen minimiert. Beenden geht hier oder mit dem Kürzel des Desktops.',
    microphone: 'Mikrofon',
    setAsDefault: 'Zum Standardmikrofon machen',
    setAsDefaultHint: 'Solange es ein ist; beim Beenden kommt das vorige zurück',
    fallBack: 'Standard nehmen, solange meines fehlt',
    voiceGate: 'Nur Sprache durchlassen',
    voiceGateHint: 'Schaltet stumm, was keine Stimme ist (Gate); gilt je Mikrofon',
    pauseWhenIdle: 'Ruhen, solange keine App zuhört',
    pauseWhenIdleHint: 'Spart Strom; der Ton ist sofort da, wenn eine zuhört',
    overload: 'Wenn der Rechner zu langsam ist',
    overloadLighter: 'Leichteres Modell nehmen',
    overloadBypass: 'Überbrücken',
    shortcuts: 'Tastenkürzel in jeder App',
    toggle: 'Ein oder aus',
    compare: 'Vorher oder nachher (überbrücken)',
    talk: 'Halten zum Sprechen (stumm)',
    cough: 'Halten zum Stummschalten',
    givenKeys: 'Die Arbeitsumgebung gab: {{keys}}',
    noShortcut: 'Keines',
    pressKeys: 'Tasten drücken … Esc behält die alten',
    changeShortcut: 'Kürzel ändern für: {{name}}. Jetzt: {{keys}}',
    clearShortcut: 'Kürzel löschen für: {{name}}',
    needsModifier: 'Strg, Alt oder Super mit einer weiteren Taste, oder eine Funktionstaste.',
    look: 'Aussehen und Sprache',
    theme: 'Farben',
    themeSystem: 'Wie das System',
    themeLight: 'Hell',
    themeDark: 'Dunkel',
    language: 'Sprache',
    languageSystem: 'Wie das System',
    help: 'Hilfe',
    diagnostics: 'Diagnose kopieren',
    diagnosticsHint: 'Versionen, Optionen und Werte; nichts Persönliches, kein Ton',
    copied: 'Kopiert.',
    logs: 'Protokolle öffnen',
    firstRun: 'Die ersten Schritte noch einmal zeigen',
    about: 'Stillmic {{version}} · Electron {{electron}}',
    quit: 'Stillmic beenden',
    channel: 'Kanal des Mikrofons',
    channelHint: 'Für Mikrofone und Interfaces mit mehreren',
    channelLoudest: 'Die lauteste Stimme',
    channelNumber: 'Kanal {{number}}',
    releaseMicrophone: 'Mikrofon freigeben',
    releaseMicrophoneHint:
      'Solange keine App zuhört: Dem ersten Wort fehlt dann die Zeit, die das Gerät zum Öffnen braucht (10 ms bei einem simulierten)',
    releaseBluetooth: 'Nur Bluetooth',
    releaseAlways: 'Immer',
    releaseNever: 'Nie',
  },
  microphoneCheck: {
    waiting: 'Sprich: Bisher war nichts wie eine Stimme zu hören.',
    heard: 'Deine Stimme ist zu hören.',
    quiet:
      'Du bist sehr leise. Geh näher heran, oder dreh das Mikrofon in den Klangeinstellungen des Systems auf.',
    clipping:
      'Es ist zu laut und übersteuert. Dreh das Mikrofon in den Klangeinstellungen des Systems herunter, oder geh weiter weg.',
    silent:
      'Von „{{microphone}}“ kommt gar nichts. Ist es am Gerät stummgeschaltet? Sonst wähle ein anderes.',
    monitor: '„{{microphone}}“ ist, was die Lautsprecher spielen, und kein Mikrofon. Wähle ein Mikrofon.',
    monitorDefault:
      'Das Standardmikrofon des Systems ist, was die Lautsprecher spielen; deshalb wird „{{microphone}}“ benutzt.',
    ownDefault:
      'Das Standardmikrofon des Systems ist das von Stillmic; deshalb wird „{{microphone}}“ benutzt.',
    elsewhere: 'Von „{{other}}“ kommt Ton, von „{{microphone}}“ kaum.',
    use: 'Benutzen',
    find: 'Mein Mikrofon suchen',
    finding: 'Hört zu: Sprich …',
    nowhere:
      'Von keinem anderen Mikrofon kommt mehr. Sieh nach, ob deines eingesteckt und nicht stummgeschaltet ist.',
  },
  appHelp: {
    title: 'Wo man es auswählt',
    open: 'Wo?',
    choose: '<name>{{name}}</name> auswählen.',
    listens: 'Hört zu',
    suppression:
      'Schalte die Geräuschunterdrückung der App aus: Zwei hintereinander klingen wie unter Wasser.',
    zoom: {
      where: 'Einstellungen → Audio → Mikrofon',
      suppression:
        'Bei „Audioprofil“ „Originalton für Musiker“ wählen; in älteren Fassungen „Hintergrundgeräusche unterdrücken“ auf „Niedrig“ stellen.',
    },
    discord: {
      where: 'Benutzereinstellungen → Sprache & Video → Eingabegerät',
      suppression: '„Rauschunterdrückung“ auf „Keine“ stellen.',
    },
    teams: {
      where: 'Einstellungen und mehr (…) → Einstellungen → Geräte → Mikrofon',
      suppression: '„Geräuschunterdrückung“ ausschalten.',
    },
    chrome: {
      where:
        'Wenn eine Seite nach dem Mikrofon fragt, oder unter Einstellungen → Datenschutz und Sicherheit → Website-Einstellungen → Mikrofon',
      suppression:
        'Chrome hat keinen Schalter dafür: Schalte die Geräuschunterdrückung in den Einstellungen der Seite aus, etwa in Google Meet.',
    },
    firefox: {
      where:
        'Wenn eine Seite nach dem Mikrofon fragt, es aus der Liste wählen und die Entscheidung merken lassen',
      suppression:
        'Firefox hat keinen Schalter dafür: Schalte die Geräuschunterdrückung in den Einstellungen der Seite aus.',
    },
    obs: {
      where: 'Einstellungen → Audio → Globale Audiogeräte → Mikrofon-/AUX-Audio',
      suppression: 'Den Filter „Rauschunterdrückung“ von diesem Mikrofon entfernen.',
    },
  },
  firstRun: {
    welcome:
      'Stillmic nimmt die Geräusche aus deinem Mikrofon, während du sprichst, in jeder App. Deine Stimme bleibt auf diesem Rechner.',
    title: 'Stillmic einrichten',
    step: 'Schritt {{step}} von {{steps}}',
    microphoneTitle: 'Welches Mikrofon?',
    microphoneText:
      'Sag ein paar Worte: Die Balken folgen deiner Stimme. Das Mikrofon lässt sich jederzeit ändern.',
    hearTitle: 'Sich selbst sauber hören',
    hearText:
      'Drück auf den Knopf und sprich fünf Sekunden lang, mit den üblichen Geräuschen um dich. Dann hörst du dich, gereinigt.',
    record: 'Fünf Sekunden aufnehmen',
    chooseTitle: 'In der App auswählen',
    chooseText: 'Wähle in den Audio-Einstellungen deiner App dieses Mikrofon:',
    chooseWaiting: 'Wartet, bis eine App zuhört …',
    chooseListening_one: '{{apps}} hört zu. Alles ist eingerichtet.',
    chooseListening_other: '{{apps}} hören zu. Alles ist eingerichtet.',
    starting: 'Wird eingeschaltet …',
    next: 'Weiter',
    back: 'Zurück',
    finish: 'Fertig',
    skip: 'Überspringen',
  },
  cable: {
    vbTitle: 'Windows braucht VB-CABLE',
    vbText: 'Stillmic schickt den sauberen Ton durch VB-CABLE, ein kostenloses virtuelles Kabel.',
    vbStep1: 'Herunterladen, entpacken und das Setup als Administrator ausführen.',
    vbStep2: 'Windows neu starten.',
    vbStep3: 'Stillmic einschalten und in der App „{{device}}“ als Mikrofon auswählen.',
    vbLink: 'Seite von VB-CABLE öffnen',
    blackholeTitle: 'macOS braucht BlackHole',
    blackholeText:
      'Stillmic schickt den sauberen Ton durch BlackHole, einen kostenlosen virtuellen Audiotreiber.',
    blackholeStep1: 'BlackHole 2ch herunterladen und installieren.',
    blackholeStep2: 'Stillmic den Zugriff auf das Mikrofon erlauben, wenn macOS fragt.',
    blackholeStep3: 'Stillmic einschalten und in der App „{{device}}“ als Mikrofon auswählen.',
    blackholeLink: 'Seite von BlackHole öffnen',
    setupPicture: 'Der entpackte Download, darin VBCABLE_Setup_x64.exe markiert',
    choicePicture: 'Die Liste der Mikrofone in einer App, ausgewählt ist „{{device}}“',
    otherMicrophone: 'Mikrofon',
  },
  export: {
    configMissing:
      'Neben {{file}} liegt keine Konfiguration. Leg die config.yaml oder config.json des Trainings dazu oder gib sie mit „stillmic export --config“ an.',
    configMissing_window:
      'Neben {{file}} liegt keine Konfiguration. Leg die config.yaml oder config.json des Trainings dazu.',
    checkpointMissing:
      '{{folder}} enthält keinen Checkpoint wie 00500.pth, best.pth oder model.safetensors. Gib stattdessen die Datei des Checkpoints an.',
    checkpointUnclear:
      '{{folder}} enthält mehrere Checkpoints, und keiner ist dem Namen nach der neueste: {{names}}. Gib eine dieser Dateien an.',
    configTooLong: '{{file}} ist zu lang für die Konfiguration eines Trainings.',
    configNoMapping: 'In {{where}} stehen keine Schlüssel und Werte: Gib die Konfiguration des Trainings an.',
    optionUnknown: '„{{key}}“ in {{where}} ist nicht bekannt, und geraten wird nichts.',
    optionMissing: '„{{key}}“ fehlt in {{where}}.',
    optionValue: '„{{key}}“ in {{where}} ist {{value}}, was nicht bekannt ist. Möglich: {{allowed}}.',
    invalidYaml: 'Die Konfiguration ist kein gültiges YAML: {{reason}}',
    overrideForm: '„{{override}}“ ist kein SCHLÜSSEL=WERT wie model_kwargs.hop_size=160.',
    overridePlace:
      'In der Konfiguration ist kein Platz für „{{path}}“. Gib den ganzen Schlüssel an, etwa model_kwargs.hop_size.',
    checkpointDamaged: 'Der Checkpoint ist beschädigt ({{detail}}). Kopiere oder speichere ihn neu.',
    checkpointTooLarge:
      "Der Checkpoint ist größer als alle bekannten Familien ({{size}}); abgelehnt. Speichere nur seine Gewichte: torch.save(model.state_dict(), 'model.pth').",
    checkpointUnknownFormat:
      'Diese Datei ist kein Checkpoint: Dateien von PyTorch (.pth, .pt, .ckpt) und safetensors können gelesen werden.',
    checkpointNoPickle:
      'Dieses Zip-Archiv ist kein PyTorch-Checkpoint: In seinem einzigen Ordner liegt keine data.pkl.',
    checkpointTorchScript:
      'Diese Datei ist ein TorchScript-Modul. Nimm stattdessen den Checkpoint des Trainings (NNNNN.pth).',
    checkpointAsksFor:
      "Der Checkpoint verlangt „{{name}}“, was Gewichte nicht brauchen; abgelehnt. Wenn du ihm traust, lade ihn mit torch und speichere nur seine Gewichte: torch.save(model.state_dict(), 'model.pth').",
    checkpointCalls: 'Der Checkpoint will {{name}} aufrufen; abgelehnt.',
    checkpointOperation:
      'Der Pickle des Checkpoints hat die Operation {{operation}}, die Gewichte nicht brauchen; abgelehnt.',
    checkpointProtocol:
      'Der Checkpoint ist ein Pickle nach Protokoll {{protocol}}; 2 bis 5 können gelesen werden. Speichere ihn neu mit torch.save.',
    checkpointByteOrder:
      'Die Bytereihenfolge des Checkpoints ist „{{order}}“; nur „little“ kann gelesen werden.',
    checkpointLeavesArchive:
      'Der Checkpoint enthält eine Datei namens „{{name}}“, die aus dem Archiv hinausführt; abgelehnt.',
    checkpointStorageName: 'Der Checkpoint verlangt den Speicher „{{name}}“, der keine Zahl ist; abgelehnt.',
    checkpointNoWeights:
      "Der Checkpoint enthält keine benannten Tensoren; seine Schlüssel sind {{keys}}. Speichere nur die Gewichte: torch.save(model.state_dict(), 'model.pth').",
    checkpointSeveralWeights:
      'Der Checkpoint enthält mehrere Sätze von Gewichten: {{keys}}. Wähle einen mit „stillmic export --weights“.',
    checkpointSeveralWeights_window:
      'Der Checkpoint enthält mehrere Sätze von Gewichten: {{keys}}. Speichere den gemeinten als eigenen Checkpoint.',
    checkpointNoSuchWeights: 'Der Checkpoint enthält unter „{{name}}“ keine Gewichte. Er hat {{keys}}.',
    safetensorsType: '„{{name}}“ hat den Typ {{type}}, der nicht gelesen werden kann: Speichere es als F32.',
    noteWeights:
      'Die Gewichte unter „{{name}}“ werden benutzt. Der Checkpoint enthält auch {{others}}; „stillmic export --weights“ wählt aus.',
    noteWeights_window:
      'Die Gewichte unter „{{name}}“ werden benutzt. Der Checkpoint enthält auch {{others}}.',
    notePrefix: '„{{prefix}}“ vor den Namen der Gewichte wurde weggelassen.',
    familyUnknown: '„{{name}}“ ist keine Familie von Netzen, die exportiert werden kann. Bekannt: {{known}}.',
    familyNotStreaming:
      '„{{name}}“ sieht die ganze Aufnahme an, bevor der erste Abtastwert kommt, und kann darum nicht live laufen. Familien, die es können: {{known}}.',
    weightMissing:
      'Dem Checkpoint fehlt „{{name}}“, das seine Konfiguration verlangt. Nimm die Konfiguration desselben Trainings.',
    weightShape:
      '„{{name}}“ ist im Checkpoint {{stored}}, laut Konfiguration aber {{wanted}}. Nimm die Konfiguration desselben Trainings.',
    weightNotFinite:
      '„{{name}}“ enthält Werte, die nicht endlich sind: Dieses Training ist auseinandergelaufen. Nimm einen früheren Checkpoint.',
    weightLeftOver:
      'Der Checkpoint enthält „{{name}}“, wofür in seiner Konfiguration kein Platz ist. Nimm die Konfiguration desselben Trainings.',
    diverged:
      'Das Netz gibt Werte aus, die kein Ton sind: Sein Training ist auseinandergelaufen. Nimm einen früheren Checkpoint.',
    headsMismatch: '{{channels}} Kanäle lassen sich in model_kwargs nicht auf {{heads}} Köpfe verteilen.',
    kernelMismatch:
      'Ein erster Kern von {{kernel}} passt in model_kwargs nicht zu einer Schrittweite von {{stride}}.',
    strideMismatch:
      'Ein n_fft von {{nFft}} lässt sich nicht durch das Doppelte der Schrittweite von {{stride}} in model_kwargs teilen.',
    bandStrides:
      'Schrittweiten von {{strides}} in model_kwargs ergeben nicht die {{bands}} Bänder dieser Familie.',
    bandGroups:
      '{{frequencies}} Frequenzen lassen sich in model_kwargs nicht auf {{groups}} Gruppen verteilen.',
    stftUnfit:
      'Eine STFT mit einer FFT-Länge von {{nFft}}, einem Fenster von {{window}} und einem Hop von {{hop}} Abtastwerten lässt sich nicht in Ton zurückverwandeln: Nimm einen kleineren Hop.',
    wrapWaveform: 'Dieses Modell nimmt schon eine Wellenform (wav2wav): Da ist nichts zu umhüllen.',
    wrapOpset:
      'Dieses Modell nutzt den ONNX-Operatorensatz {{opset}}, älter als {{lowest}}: Exportiere es mit einem neueren.',
    wrapSparse: 'Dieses Modell hat dünn besetzte Gewichte: Exportiere es mit dichten.',
    wrapExternal:
      'Dieses Modell hat „{{name}}“ in einer anderen Datei: Speichere es mit den Gewichten darin.',
    notFastEnhancer:
      'Das ist kein FastEnhancer, wie er veröffentlicht ist ({{detail}}), darum gibt es keine schlanke Form davon.',
    leanDiffers:
      'Die schlanke Form weicht um {{difference}} des Höchstwerts ab, mehr als {{most}}: Das Original bleibt.',
    leanNoFaster:
      'Die schlanke Form braucht hier {{percent}} % der Zeit und ist nicht schneller: Das Original bleibt.',
    leanKept: 'Die schlanke Form braucht {{percent}} % der Zeit.',
  },
  onnx: {
    empty: '{{file}} ist leer.',
    tooLarge: '{{file}} hat {{size}} MiB; ein Streaming-Modell hat höchstens {{most}} MiB.',
    text: '{{file}} ist eine Textdatei, kein ONNX-Modell.',
    notWhole:
      '{{file}} ist kein ganzes ONNX-Modell: abgeschnitten, beschädigt oder von anderer Art. Lade oder exportiere es neu.',
    noGraph: '{{file}} ist kein ONNX-Modell: Es enthält keinen Graphen.',
    tensorShape: '{{file}} ist beschädigt: „{{name}}“ hat die Form {{shape}}.',
    tensorBytes: '{{file}} ist beschädigt: „{{name}}“ hat die Form {{shape}}, aber {{bytes}} Byte.',
    outsideFolder:
      '{{file}} hat „{{name}}“ in „{{location}}“, außerhalb des eigenen Ordners: Das wird nicht geöffnet.',
    notBeside:
      '{{file}} hat „{{name}}“ in „{{location}}“, das nicht daneben liegt: Kopiere beide in denselben Ordner.',
    linksOutside:
      '{{file}} hat „{{name}}“ in „{{location}}“, das auf einen Ort außerhalb des eigenen Ordners verweist: Das wird nicht geöffnet.',
  },
  audioFile: {
    noRecordings: 'In {{folder}} sind keine Aufnahmen.',
    sameResult: '{{one}} und {{other}} würden beide zu {{result}}: Reinige sie einzeln mit -o.',
    empty: '{{file}} ist leer.',
    noAudio: '{{file}} enthält keinen Ton.',
    unknownFormat:
      '{{file}} ist keine Aufnahme in einem bekannten Format: {{formats}} können gelesen werden.',
    isText: '{{file}} ist eine Textdatei, keine Aufnahme.',
    isImage: '{{file}} ist ein Bild, keine Aufnahme.',
    isDocument: '{{file}} ist ein Dokument, keine Aufnahme.',
    isArchive: '{{file}} ist ein Archiv, keine Aufnahme: Entpacke es zuerst.',
    isMidi: '{{file}} ist eine MIDI-Datei, die Noten enthält, aber keinen Ton: Wandle sie zuerst in WAV um.',
    isProgram: '{{file}} ist ein Programm, keine Aufnahme.',
    needsFfmpeg:
      '{{file}} ist {{format}} und wird nur gelesen, wo ffmpeg installiert ist: Installiere es oder wandle die Aufnahme mit „{{command}}“ um.',
    ffmpegFailed: '{{file}} ist {{format}}, und ffmpeg kann es nicht lesen: {{reason}}',
    readThroughFfmpeg: '{{file}} ist {{format}}: Die Aufnahme wurde mit ffmpeg gelesen.',
    headerDamaged: '{{file}} ist {{format}}, aber der Kopf ist beschädigt oder abgeschnitten.',
    damagedAt: '{{file}} ist bei {{place}} beschädigt.',
    damagedPlaces:
      '{{file}} ist beschädigt (Stellen: {{places}}, zuerst bei {{place}}); diese Stücke wurden ausgelassen.',
    cutOff: '{{file}} bricht bei {{place}} ab: Das Ende fehlt.',
    truncated:
      '{{file}} ist abgeschnitten: Die Aufnahme bricht bei {{place}} ab, sollte aber bis {{promised}} dauern.',
    stopped: 'Angehalten; es bleibt kein halbes Ergebnis zurück.',
    someFailed: 'Aufnahmen, die nicht gereinigt werden konnten: {{failures}} von {{recordings}}.',
    addAcceptDamaged: '{{damage}} Mit --accept-damaged wird genommen, was da ist.',
    changesOnTheWay: '{{file}} wechselt bei {{place}} Abtastrate oder Kanäle: Teile die Datei dort.',
    notForFlac:
      '{{file}} kann nicht FLAC sein, das höchstens ganze Zahlen von 24 Bit und 8 Kanäle fasst: Schreib WAV.',
    wildSamples:
      'Abtastwerte, die kein Ton waren (keine Zahlen oder weit über Vollaussteuerung), wurden zu Stille: {{samples}}, zuerst bei {{place}}.',
    modelFailed:
      'Hops, in denen das Modell versagt hat, sodass die Aufnahme dort ist, wie sie war: {{hops}}, zuerst bei {{place}}.',
    clipped: 'Abtastwerte des Ergebnisses über der Vollaussteuerung, die begrenzt wurden: {{samples}}.',
  },
  disk: {
    nameTooLong: 'Der Name {{file}} ist zu lang für sein Dateisystem: Wähle einen kürzeren.',
    nameNotUtf8:
      'Der Name {{file}} enthält Bytes, die kein UTF-8 sind und nicht weitergegeben werden können: Benenne die Datei zuerst um.',
    linkLoop: 'Die Verknüpfungen bei {{file}} führen im Kreis: Gib die Datei selbst an.',
    tooManyOpen:
      '{{file}} kann nicht geöffnet werden, weil zu viele Dateien offen sind: Schließe einige Programme.',
    busy: '{{file}} wird gerade benutzt: Vielleicht hat ein anderes Programm die Datei offen. Schließe sie dort und versuch es noch einmal.',
    notFound: 'Es gibt keine Datei {{file}}.',
    pathThroughFile: 'Es gibt keine Datei {{file}}: Ein Teil des Pfades ist kein Ordner.',
    mayNotRead: '{{file}} darf nicht gelesen werden: Ändere die Rechte der Datei.',
    isFolder: '{{file}} ist ein Ordner, keine Datei.',
    notRegular: '{{file}} ist eine Pipe oder ein Gerät: Kopiere den Inhalt zuerst in eine Datei.',
    cannotRead: '{{file}} kann nicht gelesen werden: {{reason}}.',
    noFolder: '{{file}} kann nicht geschrieben werden: Den Ordner gibt es nicht.',
    folderIsFile: '{{file}} kann nicht geschrieben werden: Ein Teil des Pfades ist kein Ordner.',
    mayNotWrite: '{{file}} darf nicht geschrieben werden: Wähle einen anderen Ort.',
    mayNotWriteOrBusy:
      '{{file}} darf nicht geschrieben werden, oder ein anderes Programm hat die Datei offen: Schließe sie dort oder wähle einen anderen Ort.',
    readOnly:
      '{{file}} kann nicht geschrieben werden, weil das Dateisystem schreibgeschützt ist: Wähle einen anderen Ort.',
    diskFull: 'Die Platte ist zu voll für {{file}}: Schaffe Platz oder wähle einen anderen Ort.',
    quotaUsed:
      'Dein zugeteilter Platz reicht nicht für {{file}}: Schaffe Platz oder wähle einen anderen Ort.',
    tooLargeForSystem: '{{file}} ist größer, als das Dateisystem erlaubt: Wähle einen anderen Ort.',
    cannotWrite: '{{file}} kann nicht geschrieben werden: {{reason}}.',
    mayNotRemove: '{{file}} darf nicht entfernt werden: Ändere die Rechte des Ordners.',
    cannotRemove: '{{file}} kann nicht entfernt werden: {{reason}}.',
    exists: '{{file}} gibt es schon: Mit --force wird die Datei ersetzt.',
    isInput: '{{file}} ist die Datei, die gelesen wird: Wähle für das Ergebnis einen anderen Namen.',
    isFolderGiveName: '{{file}} ist ein Ordner: Gib einen Dateinamen an.',
    outputNotRegular: '{{file}} ist eine Pipe oder ein Gerät: Wähle einen anderen Ort.',
    wrongEnding: '{{file}} hätte einen falschen Namen: Gib einen an, der auf {{endings}} endet.',
    windowsDevice: '{{file}} wäre bei Windows der Name eines Geräts: Nimm einen anderen als {{name}}.',
    windowsCharacters:
      'Der Name {{file}} enthält ein Zeichen, das Windows nicht erlaubt: Lass < > : " / \\ | ? * weg.',
    windowsEnd:
      'Der Name {{file}} endet mit einem Punkt oder Leerzeichen, was Windows nicht erlaubt: Lass es weg.',
    mayNotRemoveOrBusy:
      '{{file}} darf nicht entfernt werden, oder ein anderes Programm hat es geöffnet: Schließe es dort, oder ändere die Rechte.',
  },
  duration: {
    seconds: '{{seconds}} s',
    minutes: '{{minutes}} min {{seconds}} s',
  },
  tray: {
    mute: 'Stummschalten',
    on: 'Ein',
    off: 'Aus',
    bypass: 'Überbrücken (Unterschied hören)',
    open: 'Stillmic öffnen',
    quit: 'Beenden',
  },
  dialogs: {
    chooseRecordings: 'Aufnahmen zum Säubern wählen',
    chooseModel: 'Modell zum Importieren wählen',
    saveRecording: 'Saubere Aufnahme speichern',
  },
  enhancer: {
    notFloat: '„{{name}}“ ist {{type}}, aber die Tensoren eines Streaming-Modells sind float32.',
    dynamicShape:
      '„{{name}}“ hat die Form {{shape}}, aber ein Streaming-Modell hat keine dynamischen oder leeren Dimensionen. Exportiere es fürs Streaming, mit festen Formen.',
    shapeTooLarge:
      '„{{name}}“ hat die Form {{shape}}, größer als alles, was ein Streaming-Modell hat: Es wurde nicht geöffnet.',
    signalShape: '„{{name}}“ hat die Form {{shape}}; erwartet wurde {{expected}}.',
    unlikeShapes:
      '„{{input}}“ ist {{inputShape}}, aber „{{output}}“ ist {{outputShape}}: Sie müssen gleich sein.',
    noOutputSignal: 'Dieses Modell nimmt „{{input}}“, gibt aber kein „{{output}}“.',
    stateNotFed: 'Zu „{{input}}“ gibt es kein „{{output}}“, das es speist.',
    stateGoesNowhere: 'Zu „{{output}}“ gibt es kein „{{input}}“, in das es zurückgeht.',
    unknownValue: '„{{name}}“ ist keines von {{known}}: Das ist eine andere Art von Modell.',
    settingContradicts: 'Laut dem Modell ist {{name}} {{graph}}, verlangt wurde aber {{given}}.',
    sampleRate: 'die Abtastrate',
    fftSize: 'die FFT-Länge',
    hop: 'der Hop',
    windowLength: 'die Fensterlänge',
    window: 'das Fenster',
    missing: 'nicht da',
    none: 'keine',
    fewerIn: '„{{input}}“ nimmt {{taken}} Abtastwerte, aber „{{output}}“ gibt {{given}}.',
    noOverlapState:
      '„{{input}}“ nimmt {{taken}} Abtastwerte und „{{output}}“ gibt {{given}}, also müsste „{{state}}“ [1, {{overlap}}] sein (n − h), ist aber {{shape}}.',
    noStftStates:
      '„{{input}}“ nimmt einen Hop, also müssten „{{first}}“ und „{{second}}“ die Puffer von Ein- und Ausgang sein, beide [1, n − h]; das sind sie nicht.',
    metadataMissing:
      '„{{input}}“ ist nicht zu gebrauchen, weil der Datei die Metadaten „{{key}}“ fehlen. Hol die Datei noch einmal von ihrem Herausgeber.',
    metadataNotNumber:
      '„{{input}}“ ist nicht zu gebrauchen, weil die Metadaten „{{key}}“ „{{text}}“ sind, was keine Zahl ist.',
    windowUnknown: '„{{input}}“ verlangt das Fenster „{{window}}“, das nicht bekannt ist ({{known}}).',
    stateSize: '„{{input}}“ hat die Form {{shape}}, laut den Metadaten der Datei aber {{expected}}.',
    startSize:
      '„{{input}}“ beginnt mit {{count}} Werten aus „{{key}}“, laut den Metadaten der Datei sind aber {{expected}} vorgesehen.',
    noPair:
      '„{{name}}“ ist ein Zustand, zu dem nichts von gleicher Form gehört: Dieses Modell kann nicht laufen.',
    noSpectrum:
      'Dieses Modell nimmt nicht ein Spektrum und gibt eines zurück ([1, n_fft/2 + 1, 1, 2] oder [1, 1, n_fft/2 + 1, 2]).',
    noContract:
      'Dieses Modell hat weder „wav_in“ noch „spec_in“ unter seinen Eingängen ({{inputs}}), noch die Eingänge von GTCRN oder DPDFNet, also ist es keines, das Sprache im Strom verbessert.',
    unconfirmed:
      'Die Eingänge dieses Modells ({{inputs}}) sind nicht bekannt, aber es könnte ein Spektrum mit Zuständen sein, die sich nach ihrer Form paaren. Wenn du das weißt, sag es: --contract {{guess}}, mit --hop-size, --win-type und --sample-rate.',
    tooManyStates:
      'Dieses Modell hat {{count}} Zustände, mehr als die {{max}}, die ein Streaming-Modell haben darf.',
    stateTooLarge: '„{{name}}“ hat die Form {{shape}}: Alle Zustände zusammen dürfen {{max}} Werte haben.',
    rateOutOfRange:
      'Eine Abtastrate von {{sampleRate}} Hz ist nicht möglich: Sie muss zwischen {{min}} und {{max}} Hz liegen.',
    fftSizeOutOfRange:
      'Eine FFT-Länge von {{nFft}} ist nicht möglich: Sie muss gerade sein, zwischen {{min}} und {{max}}.',
    hopOutOfRange:
      'Ein Hop von {{hop}} Abtastwerten passt nicht zu einer FFT-Länge von {{nFft}}: Er muss zwischen 1 und {{nFft}} liegen.',
    hopDuration:
      'Ein Hop von {{hop}} Abtastwerten dauert bei {{sampleRate}} Hz {{milliseconds}} ms: Es müssen zwischen {{min}} und {{max}} ms sein.',
    windowOutOfRange:
      'Ein Fenster von {{windowLength}} Abtastwerten muss zwischen dem Hop ({{hop}}) und der FFT-Länge ({{nFft}}) liegen.',
    hopLeavesGaps:
      'Ein Hop von {{hop}} Abtastwerten lässt beim Fenster {{window}} mit {{windowLength}} Abtastwerten Lücken: Nimm einen kleineren.',
    notWrappable:
      'Die Zustände dieses Modells beginnen nicht bei null, und sein Netz hinkt nach; das kann ein wav2wav-Graph nicht sagen. Es muss nicht umhüllt werden: Stillmic führt es aus, wie es ist.',
    notOpened: '{{file}} ist kein Modell, das ONNX Runtime öffnen kann: {{reason}}',
  },
  store: {
    silence: 'Stille',
    noise: 'Rauschen',
    speech: 'Sprache',
    steps: 'Sprünge bis zur Vollaussteuerung',
    notFinite:
      '{{file}} macht aus „{{signal}}“ Werte, die keine Zahlen sind, und ist darum nicht zu gebrauchen.',
    tooLoud: '{{file}} macht „{{signal}}“ um mehr als 20 dB lauter und ist darum nicht zu gebrauchen.',
    checkDied:
      '{{file}} wurde angehalten: Der Versuch brauchte mehr als {{seconds}} s oder {{mebibytes}} MiB oder brachte ONNX Runtime zum Absturz. Es ist nicht zu gebrauchen.',
    checkStopped: 'Angehalten, bevor das Modell geprüft war.',
    thisModel: 'Dieses Modell',
    badProxy: 'Der Proxy {{proxy}} in der Umgebung ist keine Adresse: Berichtige HTTPS_PROXY.',
    notTrusted:
      '{{host}} hat ein Zertifikat, dem hier nicht vertraut wird ({{reason}}). Wenn dein Netz Verbindungen selbst prüft, nenne sein Zertifikat in NODE_EXTRA_CA_CERTS; oder hol die Datei auf anderem Weg und importiere sie.',
    badRedirect:
      '{{host}} leitet zu etwas weiter, das keine Adresse ist, darum wurde das Herunterladen aufgegeben.',
    downloadFailed:
      'Das Herunterladen von {{url}} ist fehlgeschlagen: {{reason}} ({{times}}-mal versucht). Wenn du die Datei auf anderem Weg bekommst, importiere sie.',
    digestNotHad:
      'Die Prüfsumme von {{name}} war nicht zu bekommen, darum ließe sich die Datei nach dem Herunterladen nicht prüfen: {{reason}} ({{times}}-mal versucht). Wenn du die Datei auf anderem Weg bekommst, importiere sie.',
    beingDownloaded:
      '{{id}} wird schon heruntergeladen, hier oder von einem anderen Stillmic. Warte, bis das fertig ist.',
    serverRefusedRest: 'der Server wollte das Herunterladen nicht fortsetzen',
    wrongPart: 'der Server hat einen anderen Teil geschickt als verlangt',
    endedEarly: 'das Herunterladen endete nach {{received}} von {{total}} Bytes',
    sentNothing: '{{host}} hat {{seconds}} s lang nichts geschickt',
    answered: '{{host}} hat mit {{status}} geantwortet',
    digestNotStated:
      'Die Prüfsumme von {{name}} steht nicht in der Veröffentlichung, darum ließe sich die Datei nach dem Herunterladen nicht prüfen. Lade {{url}} selbst herunter und importiere die Datei.',
    digestNotUnderstood:
      'Die Prüfsumme von {{name}} war nicht zu bekommen, darum ließe sich die Datei nach dem Herunterladen nicht prüfen: Die Antwort ist nicht zu verstehen.',
    digestAnswerTooLong:
      'Die Prüfsumme von {{name}} war nicht zu bekommen, darum ließe sich die Datei nach dem Herunterladen nicht prüfen: Die Antwort ist zu lang.',
    digestRefused:
      'Die Prüfsumme von {{name}} war nicht zu bekommen, darum ließe sich die Datei nach dem Herunterladen nicht prüfen: {{host}} hat mit {{status}} geantwortet.',
    digestAskedTooOften:
      'Die Prüfsumme von {{name}} war nicht zu bekommen, darum ließe sich die Datei nach dem Herunterladen nicht prüfen: {{host}} hat mit 403 geantwortet (zu oft gefragt: Versuch es in einer Stunde wieder).',
    tooLarge:
      '{{url}} hat mindestens {{bytes}} Bytes, mehr als die {{limit}}, die ein Modell haben darf, und wurde darum abgelehnt.',
    otherSize:
      '{{url}} hat mindestens {{bytes}} Bytes, die veröffentlichte Datei aber {{published}}: Sie wurde geändert und darum abgelehnt.',
    gone: '{{url}} ist nicht mehr da (404). Vielleicht liegt die Datei jetzt woanders.',
    downloadRefused: '{{host}} hat das Herunterladen von {{url}} abgelehnt: Die Antwort war {{status}}.',
    notAsPublished:
      '{{url}} ist nicht die veröffentlichte Datei: Ihre SHA-256 ist {{actual}}, nicht {{expected}}. Nichts wurde behalten.',
    embeddedMissing: 'Das mitgelieferte Modell {{name}} fehlt. Installiere Stillmic neu.',
    noDownloadKnown: 'Eine Quelle zum Herunterladen ist nicht bekannt: Importiere eine Datei.',
    settingsFileDamaged:
      'Die Datei mit den Angaben zum Modell fehlt oder ist beschädigt: Lade oder importiere es neu.',
    insecureAddress:
      'Das Herunterladen führt zu {{origin}}, das keine verschlüsselte Adresse (https) ist, und wurde darum abgelehnt.',
    redirectsInCircles: '{{host}} leitet im Kreis weiter, darum wurde das Herunterladen aufgegeben.',
    downloadStopped: 'Angehalten. Was schon da ist, wird behalten.',
    changedWhileCopied: 'Die Datei von {{id}} hat sich beim Kopieren geändert. Versuch es noch einmal.',
    idTaken: 'Es gibt schon ein Modell {{id}}. Entferne es zuerst oder wähle einen anderen Namen.',
    fileChanged: '{{file}} wurde geändert: Die SHA-256 ist {{actual}}, nicht {{expected}}.',
    noDownload:
      'Für {{name}} ist keine Quelle zum Herunterladen bekannt. Wenn du die Datei hast, importiere sie auf der Seite „Modelle“ oder mit: stillmic models import DATEI --id {{id}}',
    noDownload_window:
      'Für {{name}} ist keine Quelle zum Herunterladen bekannt. Wenn du die Datei hast, importiere sie auf der Seite „Modelle“.',
    badId: '„{{id}}“ kann kein Modell heißen: Nimm a–z, 0–9, „.“, „-“ und „_“, höchstens 64 Zeichen.',
    idOfEmbedded: '{{id}} ist in Stillmic enthalten: Wähle einen anderen Namen.',
    notThePublished:
      '{{file}} ist nicht das veröffentlichte {{id}}: Die SHA-256 ist eine andere. Importiere es unter einem eigenen Namen.',
    embeddedStays: '{{id}} ist in Stillmic enthalten und kann nicht entfernt werden.',
    settingsDamaged: 'Die Angaben zu {{id}} sind beschädigt: Lade oder importiere es neu.',
    hereAlready: 'Diese Datei ist mit diesen Angaben schon da, als {{id}}.',
    unknownModel:
      'Es gibt kein Modell und keine Datei „{{id}}“. Die Seite „Modelle“ und „stillmic models list“ zeigen, welche es gibt.',
    unknownModel_window: 'Es gibt kein Modell „{{id}}“. Die Seite „Modelle“ zeigt, welche es gibt.',
    notHereYet:
      '{{id}} ist noch nicht auf diesem Rechner. Lade es auf der Seite „Modelle“ herunter oder mit: stillmic models download {{id}}',
    notHereYet_window: '{{id}} ist noch nicht auf diesem Rechner. Lade es auf der Seite „Modelle“ herunter.',
    notHereNoDownload:
      '{{id}} ist nicht auf diesem Rechner, und eine Quelle zum Herunterladen ist nicht bekannt. Wenn du die Datei hast, importiere sie auf der Seite „Modelle“ oder mit: stillmic models import DATEI --id {{id}}',
    notHereNoDownload_window:
      '{{id}} ist nicht auf diesem Rechner, und eine Quelle zum Herunterladen ist nicht bekannt. Wenn du die Datei hast, importiere sie auf der Seite „Modelle“.',
    externalWeights:
      '{{file}} hat seine Gewichte in {{files}}. Speichere es zuerst als eine einzige Datei, dann importiere es.',
    notTrustworthy: '{{ids}}: nicht vertrauenswürdig. Neu herunterladen oder importieren, oder entfernen.',
    moreProblems: '{{first}}\n{{others}}',
  },
  live: {
    switchedOffBeforeSound: 'Es wurde ausgeschaltet, bevor Ton floss.',
    recordNeedsOn: 'Solange das Mikrofon aus ist, kann nichts aufgenommen werden: Schalte es zuerst ein.',
    waitingForServer: 'Der Tonserver antwortet nicht; es wird gewartet, bis er wieder da ist.',
    virtualMicrophoneGone: 'Das virtuelle Mikrofon ist verschwunden; es wird neu angelegt.',
    microphoneMissing: 'Das Mikrofon ist nicht da. Steck es ein oder wähle ein anderes.',
    overloadBypass:
      'Dieser Rechner ist im Moment zu langsam für das Modell: Deine Stimme geht unverändert durch.',
    faultBypass:
      'Das Modell liefert keinen brauchbaren Ton: Deine Stimme geht unverändert durch. Wähle ein anderes Modell.',
    faultLighterModel:
      'Das Modell liefert keinen brauchbaren Ton: Ein leichteres läuft. Wähle ein anderes Modell.',
    faultyEngineBypass:
      'Die Engine ist immer wieder ausgefallen: Deine Stimme geht unverändert durch. Wähle ein anderes Modell.',
    faultyEngineLighterModel:
      'Die Engine ist mit dem gewählten Modell immer wieder ausgefallen: Ein leichteres läuft. Wähle ein anderes Modell.',
    microphoneChosenInMixer:
      '„{{microphone}}“ wurde im Mixer des Systems gewählt und gilt, bis du hier ein anderes wählst.',
    streamsFought:
      'Ein anderes Programm lenkt den Ton von Stillmic immer wieder um, deshalb bleibt er dort: Telefonie-Apps hören vielleicht nichts. Beende das Programm, oder schalte Stillmic aus und ein.',
    outputFailed: 'Die Ausgabe lässt sich nicht schreiben: {{reason}}',
    noSuchMicrophone: 'Es gibt kein Mikrofon „{{wanted}}“. „stillmic devices“ nennt sie: {{devices}}.',
    noSuchSpeakers: 'Es gibt keine Lautsprecher „{{wanted}}“. „stillmic devices“ nennt sie: {{devices}}.',
    overloadLighterModel: 'Dieser Rechner ist im Moment zu langsam für das Modell: Ein leichteres läuft.',
    defaultMicrophoneInstead:
      'Das gewählte Mikrofon ist nicht da: Solange wird das Standardmikrofon benutzt.',
    headphonesMissing:
      'Der Kopfhörer zum Mithören lässt sich nicht öffnen: Steck ihn ein oder wähle in den Einstellungen einen anderen.',
    recordingFailed: '{{reason}} Versuch es noch einmal.',
    recordingCutShort: 'Die Aufnahme wurde abgebrochen. Versuch es noch einmal.',
    engineEnded: 'Die Tonverarbeitung hat unerwartet geendet.',
    microphoneMuted: 'Dein Mikrofon ist in den Klangeinstellungen des Systems stummgeschaltet.',
    microphoneQuiet:
      'Dein Mikrofon ist in den Klangeinstellungen des Systems auf {{percent}} % heruntergeregelt.',
    virtualMicrophoneMuted:
      'Der Ton von Stillmic ist im Mixer des Systems stummgeschaltet: Niemand hört dich.',
    virtualMicrophoneQuiet:
      'Der Ton von Stillmic ist im Mixer des Systems auf {{percent}} % heruntergeregelt. Vielleicht war es eine Telefonie-App.',
    virtualMicrophoneQuietIn:
      'Der Ton von Stillmic ist im Mixer des Systems auf {{percent}} % heruntergeregelt, vielleicht von einer App, die ihn aufnimmt: {{apps}}. Schalte dort die automatische Lautstärke des Mikrofons aus, sonst geschieht es wieder.',
    defaultNotKept:
      'Das bisherige Standardmikrofon kann nicht gemerkt werden. Wähle es nach einem Absturz von Stillmic in den Toneinstellungen des Systems wieder aus.',
    defaultIsMonitor:
      'Es gibt kein Mikrofon. Der Standard des Systems, „{{label}}“, ist der Ton von Lautsprechern: Schließe ein Mikrofon an oder wähle diesen Ton mit seinem Namen.',
    volumeNotRestored:
      'Die Lautstärke lässt sich von hier aus nicht ändern: Stelle sie in den Klangeinstellungen des Systems ein.',
    engineHung: 'Die Tonverarbeitung hing.',
  },
  engine: {
    audioThreadFailed: 'Die Tonverarbeitung ist ausgefallen: {{reason}}',
    optimiserEnded: 'Das Verschlanken des Modells hat ohne Ergebnis geendet.',
    modelNotOpened: 'Das Modell lässt sich nicht öffnen: {{reason}}',
    nothingToRecord: 'Es fließt kein Ton, der aufgenommen werden könnte.',
    priorityRefusedBySystem: 'Das System erlaubt diesem Benutzer nicht, sie zu erhöhen.',
    priorityRefusedByRealtimeKit: 'RealtimeKit kann sie nicht erhöhen: {{reason}}.',
    priorityBeingRaised: 'Sie wird gerade erhöht.',
    recordingCutShort: 'Die Aufnahme wurde abgebrochen.',
    stalled: 'Es kommt und geht kein Ton mehr.',
    visualCMissing:
      '{{name}} lässt sich nicht laden, weil eine Bibliothek von Windows fehlt: Installiere Microsofts Visual C++ Redistributable (x64) von https://aka.ms/vs/17/release/vc_redist.x64.exe oder Stillmic noch einmal.',
  },
  audio: {
    noVirtualMicrophone: 'Für {{platform}} hat Stillmic kein virtuelles Mikrofon.',
    alreadyRunning: 'Stillmic läuft schon: Beende es zuerst.',
    alreadyRunningAs: 'Stillmic läuft schon (Prozess {{id}}): Beende es zuerst.',
    serverDoesNotAnswer:
      'Der Tonserver antwortet nicht: Starte PulseAudio, oder PipeWire mit pipewire-pulse.',
    serverGone: 'Der Tonserver antwortet nicht: {{reason}}.',
    serverSilent: 'Der Tonserver hat seit {{seconds}} Sekunden nicht geantwortet.',
    serverRefuses: 'Der Tonserver lehnt ab: {{reason}}.',
    serverRefusedCommand: 'Der Tonserver hat „pactl {{command}}“ abgelehnt: {{reason}}',
    errorAccessDenied: 'der Zugriff ist verweigert',
    errorNotValid: 'die Anfrage ist ungültig',
    errorNoDevice: 'so ein Gerät gibt es nicht',
    errorRefused: 'die Verbindung wurde abgelehnt',
    errorOtherVersion: 'er spricht eine andere Version des Protokolls',
    errorCode: 'Fehler {{code}}',
    connectionClosed: 'er hat die Verbindung beendet',
    connectionClosedByUs: 'die Verbindung wurde beendet',
    messageTooLong: 'er hat eine Nachricht von {{bytes}} Bytes geschickt, was nicht sein kann',
    grantAbsurd:
      'Der Tonserver bietet ein Format oder einen Puffer an, die nicht sein können: Starte ihn neu.',
    streamEnded: 'Der Tonserver hat den Ton beendet.',
    noSuchDevice: 'Der Tonserver kennt kein Gerät „{{name}}“.',
    noSuchMicrophone: 'Der Tonserver kennt kein Mikrofon „{{name}}“.',
    textWithoutEnd: 'Die Nachricht des Tonservers endet zu früh.',
    valueUnexpected: 'In der Nachricht des Tonservers steht {{found}}, wo {{expected}} erwartet wurde.',
    microphoneClosed: 'Das Mikrofon wurde geschlossen.',
    microphoneEnded: 'Das Mikrofon hat seinen Ton beendet.',
    deviceNotListed: 'Das Tonsystem kennt kein Gerät „{{name}}“.',
    deviceNotOpened: '„{{name}}“ lässt sich nicht öffnen: {{reason}}',
    deviceNotClosed: 'Ein Gerät lässt sich nicht schließen.',
    streamNotMovable: 'Auf diesem System kann Ton nicht zu „{{name}}“ verschoben werden.',
    setDefaultYourself: 'Wähle „{{label}}“ in den Toneinstellungen des Systems als Standardmikrofon.',
    driverMissing:
      'Stillmic braucht {{product}}, das kostenlos und hier nicht installiert ist: Hol es von {{link}} und starte Stillmic neu.',
    answerNotUnderstood: 'Die Antwort des Tonservers ist nicht zu verstehen: {{reason}}',
    answerCutShort: 'Der Tonserver hat seine Antwort mittendrin beendet.',
    pactlMissing: 'pactl fehlt: Installiere das Paket pulseaudio-utils (es dient auch PipeWire).',
    pactlUnusable: 'pactl lässt sich nicht starten: {{reason}}',
    pactlTooOld:
      'Dieses {{version}} ist zu alt: Stillmic braucht pulseaudio-utils ab Version {{needed}}, die JSON kann.',
    virtualMicrophoneNotConnected: 'Der Tonserver hat das virtuelle Mikrofon angelegt, aber nicht verbunden.',
    nameTaken:
      'Ein Tongerät namens „{{name}}“ ist im Weg, das nicht von Stillmic ist: Entferne es mit „pactl unload-module {{index}}“.',
  },
  doctor: {
    linkSoundServer: 'Tonserver',
    linkSoundPath: 'Tonweg',
    linkAudioModule: 'Audiomodul',
    linkAlsaPlugin: 'ALSA-Plugin',
    linkMicrophone: 'Mikrofon',
    linkVirtualMicrophone: 'virtuelles Mikrofon',
    linkEvents: 'Änderungen',
    linkModel: 'Modell',
    linkPriority: 'Priorität',
    serverSilent: 'Er antwortet nicht.',
    direct: 'Stillmic spricht direkt mit dem Tonserver.',
    nothingCame: 'in {{seconds}} Sekunden kam nichts',
    noSound: '„{{label}}“ gibt keinen Ton: {{reason}}',
    noSoundAdvice: 'Wähle in den Toneinstellungen ein anderes Mikrofon, oder starte den Tonserver neu.',
    noMicrophone: 'Es gibt keines.',
    noMicrophoneAdvice: 'Schließe eines an, oder schalte es in den Toneinstellungen ein.',
    defaultIsMonitor:
      'Das Standardmikrofon des Systems ist „{{label}}“: Das ist, was die Lautsprecher spielen.',
    chooseDefault:
      'Wähle in den Toneinstellungen ein richtiges Mikrofon als Standard. Wenn du es so willst, wähle diese Quelle beim Namen.',
    micNotListed: 'PortAudio kennt „{{label}}“ nicht.',
    micMuted: '„{{label}}“ ist stummgeschaltet.',
    micMutedAdvice: 'Hebe die Stummschaltung in den Toneinstellungen auf.',
    level: '„{{label}}“, Pegel {{rms}} dBFS, Spitze {{peak}} dBFS.',
    levelSilent: '„{{label}}“, Pegel {{rms}} dBFS, Spitze {{peak}} dBFS: still.',
    levelSilentAdvice: 'Sieh nach, ob es stummgeschaltet ist, am Gerät oder im System.',
    levelClips: '„{{label}}“, Pegel {{rms}} dBFS, Spitze {{peak}} dBFS: übersteuert.',
    levelClipsAdvice: 'Stelle es leiser.',
    notNeeded: '{{detail}} Das ist nicht nötig, solange der direkte Weg geht.',
    moduleLoaded: 'naudiodon ist geladen.',
    moduleNotLoaded: 'naudiodon lässt sich nicht laden: {{reason}}.',
    moduleNotLoadedAdvice:
      'Installiere Stillmic neu (npm ci); wo es dafür keinen fertigen Bau gibt, braucht es einen C++-Compiler und libasound2-dev.',
    endedSilently: 'es hat ohne ein Wort geendet',
    pluginThere: 'ALSA erreicht den Tonserver.',
    pluginMissing: 'ALSA kennt den Tonserver nicht.',
    pluginMissingAdvice: 'Installiere das Paket libasound2-plugins (Fedora: alsa-plugins-pulseaudio).',
    virtualInUse: 'In Gebrauch bei dem Stillmic, das läuft (Prozess {{id}}).',
    virtualNotMade: 'Es lässt sich nicht anlegen.',
    virtualInstalled: '„{{label}}“ ist installiert.',
    virtualIsDefault:
      '„{{label}}“ ist das Standardmikrofon des Systems, darum nimmt Stillmic das erste richtige.',
    virtualIsDefaultAdvice:
      'Wähle dein Mikrofon in Stillmic beim Namen, oder mach es zum Standard des Systems; „{{label}}“ wählst du nur in der App fürs Gespräch.',
    virtualHeard: '„{{label}}“ wurde angelegt, und ein Programm hat darauf einen Ton gehört.',
    virtualToneOff:
      '„{{label}}“ wurde angelegt, aber ein Programm hat darauf einen Ton um {{db}} dB falsch gehört.',
    virtualToneOffAdvice:
      'Stelle es auf 100 % und hebe die Stummschaltung auf, oder starte den Tonserver neu.',
    eventsNoticed: 'Stillmic hat bemerkt, dass ein Programm zuhört.',
    eventsNotChecked: 'Ob Stillmic ein Programm bemerkt, das zuhört, ließ sich nicht probieren.',
    eventsMissed:
      'Ein Programm hat zugehört, und Stillmic hat es nicht bemerkt: Es würde pausieren, und im Gespräch wäre nichts zu hören.',
    eventsMissedAdvice:
      'Starte den Tonserver neu. Bis das hilft, schalte die Pause ab, wenn keine App zuhört (--no-idle).',
    modelRuns: '{{model}} läuft ({{kHz}} kHz, ein Hop von {{ms}} ms).',
    modelAdvice: 'Installiere Stillmic neu: Das mitgelieferte Modell läuft nicht.',
    priorityRaised: 'Der Audio-Thread läuft vor anderen.',
    priorityRaisedBy: 'Der Audio-Thread läuft vor anderen, dank {{service}}.',
    priorityLow:
      'Der Audio-Thread läuft wie jeder andere, darum kann der Ton stocken, wenn der Rechner beschäftigt ist.',
    priorityLowBecause:
      'Der Audio-Thread läuft wie jeder andere, darum kann der Ton stocken, wenn der Rechner beschäftigt ist. {{reason}}',
    priorityAdvice:
      'Installiere das Paket rtkit. Oder erlaube es deinem Benutzer: „@audio - nice -11“ in /etc/security/limits.d/stillmic.conf, Mitglied der Gruppe audio, und neu anmelden.',
    priorityAdviceElsewhere: 'Schließe Programme, die den Prozessor beschäftigen.',
  },
  main: {
    jobStopped: 'Angehalten.',
    previewTooLong: 'Sie ist zu lang zum Anzeigen: Nur eine Stunde passt.',
    licenceUnknown: 'Die Lizenz dieses Modells ist nicht bekannt: Frag dort, woher du es hast.',
    controlCharacterInPath:
      'Aus einem Ordner, dessen Name einen Zeilenumbruch oder ein anderes Steuerzeichen enthält, kann Stillmic nicht bei der Anmeldung gestartet werden. Verschiebe es in einen anderen Ordner.',
    shortcutUnknown:
      '{{keys}} ist keine Tastenkombination, die ein Kürzel sein kann. Wähle in den Optionen eine andere.',
    shortcutRefused:
      'Die Arbeitsumgebung gab Stillmic das Tastenkürzel {{keys}} nicht. Wähle es noch einmal, um wieder gefragt zu werden, oder vergib es in ihren Tastatureinstellungen.',
    shortcutByCommand:
      'Diese Arbeitsumgebung gibt keiner App Tastenkürzel. Lege in ihren Tastatureinstellungen eine Taste auf den Befehl „{{command}}“.',
    shortcutNoRelease:
      'Dieses System sagt nicht, wann {{keys}} losgelassen wird. Zum Halten geht die Taste deshalb nicht: Nimm „Stummschalten“.',
    shortcutUsedTwice: '{{keys}} hat in Stillmic schon eine andere Aufgabe. Wähle andere Tasten.',
    autostartOff:
      'Stillmic startet nicht mehr bei der Anmeldung, weil der Ordner dafür nicht beschrieben werden kann. Die Einstellung wurde ausgeschaltet.',
    notStarted: 'Stillmic kann nicht starten',
    lockedElsewhere:
      'Stillmic läuft auf „{{host}}“ mit demselben Einstellungsordner, {{folder}}. Beende es dort oder entferne die Datei SingletonLock aus diesem Ordner.',
    noLock:
      'Stillmic konnte nicht sicherstellen, dass es nur einmal läuft. Entferne die Datei SingletonLock aus {{folder}} und starte Stillmic neu.',
    noTray:
      'Dieser Desktop zeigt keine Symbole im Infobereich, darum wird das Fenster beim Schließen minimiert. Beendet wird Stillmic in den Optionen.',
    settingsSetAside:
      'Die Einstellungen waren nicht lesbar, darum gelten die Voreinstellungen. Die alte Datei wurde als {{name}} aufgehoben.',
    shortcutTaken:
      'Das Tastenkürzel {{keys}} wird von einer anderen App benutzt. Wähle in den Optionen ein anderes.',
    noModel: 'Es gibt kein Modell „{{id}}“.',
    modelInUse: 'Dieses Modell wird benutzt. Wähle zuerst ein anderes, dann entferne es.',
    notClean: '{{name}} ist noch nicht sauber.',
    fileForgotten:
      'Diese Auswahl ist zu alt. Wähle die Datei noch einmal aus oder zieh sie noch einmal ins Fenster.',
    recordingForgotten: 'Diese Aufnahme ist nicht mehr in der Liste.',
    recordingClean: '{{name}} ist sauber und kann gespeichert werden.',
    logsNotOpened: 'Die Protokolle können nicht geöffnet werden ({{problem}}). Sie liegen in {{folder}}.',
    fault:
      'In Stillmic ist etwas schiefgegangen: {{message}} Mehr steht in den Protokollen (Optionen, Protokolle öffnen).',
    windowCrashedOften:
      'Das Fenster ist mehrmals abgestürzt ({{reason}}). Das Mikrofon läuft weiter. Öffne das Fenster über das Symbol im Infobereich oder starte Stillmic neu.',
    windowCrashed:
      'Das Fenster ist abgestürzt ({{reason}}) und wurde neu geöffnet. Das Mikrofon lief weiter.',
    graphicsCrashed: 'Der Grafikprozess ist abgestürzt ({{reason}}) und wurde neu gestartet.',
  },
  remoteControl: {
    notOffered: 'Dieses Stillmic lässt sich nicht von außen steuern: {{reason}}',
    nothingRuns: 'Stillmic läuft nicht: Öffne die App oder gib „stillmic run“ ein.',
    noAnswer: 'Das laufende Stillmic antwortet nicht. Beende es und starte es neu.',
    alreadyControlled: 'Den Platz für Befehle hat ein anderes Stillmic, das schon läuft: Beende es zuerst.',
    folderNotPrivate:
      'Der Ordner {{folder}} muss dir gehören und für andere geschlossen sein: chmod 700, oder entferne ihn.',
  },
};
