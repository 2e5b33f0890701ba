import type { Catalogue } from './catalogue.js';

/** Spanish. */
export const es: Catalogue = {
  plain: '{{text}}',
  app: {
    loading: 'Stillmic se está preparando…',
    disconnected: 'La ventana perdió la conexión con Stillmic. Ciérrela y vuelva a abrirla.',
    pages: 'Páginas',
    tryAgain: 'Reintentar',
    dismiss: 'Ocultar',
    close: 'Cerrar',
    cancel: 'Cancelar',
  },
  pages: {
    home: 'Inicio',
    files: 'Archivos',
    models: 'Modelos',
    settings: 'Ajustes',
  },
  state: {
    muted: 'Silenciado: nadie le oye',
    speakingWhileMuted: 'Está silenciado: nadie le oye.',
    off: 'Desactivado',
    starting: 'Iniciando…',
    on: 'Activado',
    idle: 'Activado – ninguna app escucha',
    listening_one: 'Activado – {{apps}} está escuchando',
    listening_many: 'Activado – {{apps}} están escuchando',
    listening_other: 'Activado – {{apps}} están escuchando',
    bypassed: 'Sin procesar',
    recovering: 'Recuperando…',
    unplugged: 'Micrófono desconectado – en espera',
    failed: 'Detenido por un problema',
  },
  home: {
    mute: 'Silenciar',
    muteHint: 'Enviar un silencio que ninguna aplicación puede anular',
    switch: 'Micrófono limpio',
    space: 'Espacio',
    choose: 'Elija <name>{{name}}</name> en Zoom, Discord o su navegador.',
    listening_one: '{{apps}} está escuchando <name>{{name}}</name>.',
    listening_many: '{{apps}} están escuchando <name>{{name}}</name>.',
    listening_other: '{{apps}} están escuchando <name>{{name}}</name>.',
    microphone: 'Micrófono',
    systemMicrophone: 'Predeterminado del sistema',
    systemMicrophoneNamed: '{{label}} (predeterminado)',
    missingMicrophone: 'No conectado',
    noMicrophone: 'No hay ningún micrófono conectado. Conecte uno y aparecerá aquí solo.',
    test: 'Probar',
    testHint: 'Grabar diez segundos y oírlos antes y después',
    model: 'Modelo',
    strength: 'Intensidad',
    bypass: 'Sin procesar',
    bypassHint: 'Enviar el sonido del micrófono tal cual',
    ownSettings: 'Modelo e intensidad de {{name}}',
    lighterModel:
      'Este equipo era demasiado lento para «{{chosen}}», así que funciona «{{active}}» en su lugar.',
  },
  messages: {
    label: 'Mensajes',
    next: 'Mensaje {{index}} de {{count}}: mostrar el siguiente',
  },
  meters: {
    label: 'Nivel',
    before: 'Antes',
    after: 'Después',
    clipped: 'Saturado',
    clearBefore: 'Antes saturado: borrar la marca',
    clearAfter: 'Después saturado: borrar la marca',
    fix: 'Corregir',
  },
  spectrogram: {
    label: 'Espectrograma antes y después, de 0 a {{kilohertz}} kHz',
    empty: 'El sonido aparece aquí mientras el micrófono está activado.',
  },
  figures: {
    label: 'Medidas en directo',
    speed: 'Velocidad (RTF)',
    delay: 'Retardo (latencia)',
    dropouts: 'Cortes',
    drift: 'Deriva de reloj',
    p99: 'p99 {{value}}',
    measuring: 'Midiendo…',
    faster: '{{factor}} veces más rápido que el tiempo real',
    slower: 'Más lento que el tiempo real: el sonido se cortará',
    rtfMean: 'Media de 10 s',
    rtfP99: '99 de cada 100 hops quedan por debajo',
    algorithmic: 'Modelo',
    capture: 'Búfer del micrófono',
    resampler: 'Conversión de frecuencia',
    gate: 'Anticipación de la puerta',
    playback: 'Búfer de salida',
    droppedHops: 'Hops perdidos',
    insertedHops: 'Hops de silencio añadidos',
    xrunsIn: 'Desbordamientos del micrófono',
    xrunsOut: 'Vacíos en la salida',
    driftMeaning: 'Diferencia entre los relojes del micrófono y de la salida; se corrige continuamente.',
    settling: 'se estabiliza…',
    noDropouts: 'Ninguna app ha oído un corte desde la activación.',
    dropoutsMeaning: 'Lo que oyeron las apps que escuchaban:',
    counters: 'Contado por el sistema de sonido, se oyera o no:',
    dropoutKinds: {
      underrun: 'El sonido llegó tarde: un instante de silencio',
      overrun: 'Se perdió sonido del micrófono',
      cut: 'Se recortó un retraso acumulado',
      repeat: 'Un instante sonó dos veces',
      'model-reset': 'El modelo falló un instante: su voz pasó sin procesar',
      restart: 'El sonido se interrumpió y volvió',
    },
  },
  compare: {
    label: 'Escucharse',
    listenOn: 'Escuchar en',
    nowhere: 'Nada',
    systemSpeakers: 'Predeterminado del sistema',
    systemSpeakersNamed: '{{label}} (predeterminado)',
    missingSpeakers: 'No conectado',
    hold: 'Mantener para antes',
    hearing: 'Suena: antes',
    key: 'B',
    headphones: 'Use auriculares: los altavoces se acoplarían.',
    chooseFirst: 'Elija unos auriculares para comparar de oído.',
    needsOn: 'Active el micrófono para comparar de oído.',
  },
  test: {
    title: 'Prueba del micrófono',
    intro:
      'Hable unos segundos y luego guarde silencio. Stillmic graba diez segundos y solo los conserva mientras esto esté abierto.',
    needsOn: 'El micrófono tiene que estar activado para la prueba.',
    switchOn: 'Activar',
    record: 'Grabar diez segundos',
    again: 'Grabar de nuevo',
    recording: 'Grabando: quedan {{seconds}} s',
    figures: 'Medidas de la grabación',
    estimated: 'Estimado a partir de la grabación; ambas suenan al mismo volumen.',
    noSpeech: 'No se oyó ninguna voz. Hable más alto o más cerca y grabe de nuevo.',
    none: 'ninguno',
  },
  comparison: {
    title: 'Comparar modelos',
    open: 'Comparar modelos con esta grabación',
    close: 'Volver a todos',
    original: 'Original',
    originalFigures: 'Ruido de fondo {{before}}',
    figures: 'Ruido de fondo {{before}} → {{after}} · RTF {{rtf}} · Retardo {{delay}}',
    working: 'Calculando…',
    add: 'Añadir un modelo…',
    onlyOne: 'En este ordenador hay un solo modelo. Otros se descargan en la página «Modelos».',
    blind: 'Prueba a ciegas (A/B/X)',
    blindHint: '{{first}} y {{second}}, con los nombres A y B',
    ready: 'X es A o B, al azar. Escuche y diga cuál.',
    xIs: 'X es {{side}}',
    score: '{{right}} de {{total}} correctas. Solo adivinando se llega ahí en {{chance}} de estas pruebas.',
    reveal: 'Mostrar los nombres',
    revealed: 'A es «{{a}}», B es «{{b}}».',
    levels:
      'A la misma intensidad: el habla tiene en todas el valor eficaz que tiene en el original. La velocidad y el ruido de fondo se miden en esta grabación.',
  },
  levels: {
    noiseFloor: 'Ruido de fondo',
    speech: 'Nivel de la voz',
    snr: 'Voz sobre ruido (SNR)',
  },
  player: {
    play: 'Reproducir',
    pause: 'Pausa',
    side: 'Qué se oye',
    position: 'Posición',
    holdHint: 'Mantenga B para oír antes',
  },
  files: {
    drop: 'Suelte grabaciones aquí',
    dropHint: '{{formats}}',
    dropNow: 'Suelte para limpiarlas',
    choose: 'Elegir archivos…',
    list: 'Grabaciones',
    waiting: 'En espera',
    running: '{{percent}} · quedan {{left}}',
    starting: 'Iniciando…',
    cancelled: 'Cancelado',
    failed: 'Error',
    saved: 'Guardado como {{name}}',
    unsaved: 'Aún sin guardar',
    save: 'Guardar…',
    cancel: 'Cancelar',
    remove: 'Quitar',
    cancelNamed: 'Cancelar {{name}}',
    removeNamed: 'Quitar {{name}}',
    saveNamed: 'Guardar {{name}}',
    compareNamed: 'Comparar {{name}} antes y después',
    progress: 'Progreso de {{name}}',
    with: '{{model}}, intensidad {{strength}}',
    loading: 'Leyendo la grabación…',
    tooLong:
      'Las grabaciones de más de {{minutes}} minutos no se pueden reproducir aquí. Guárdela para escucharla.',
  },
  models: {
    askSize: 'Preguntar el tamaño',
    askSizeNamed: 'Preguntar el tamaño de {{name}}',
    cpuAbout: 'CPU: cerca del {{percent}} de un núcleo',
    experts: 'Para especialistas',
    expertsHint:
      'Otras formas de los modelos de arriba: el mismo sonido con otro contrato, sonido de teléfono, o solo para importar.',
    spectral: '{{model}}, por espectros (spec2spec)',
    picture: {
      title: 'Comparar de un vistazo',
      metric: 'Medida',
      testSet: 'Datos de prueba',
      across: 'Procesador: parte de un núcleo en este equipo',
      label:
        '{{metric}} de {{count}} modelos en {{testSet}}, según la parte de un núcleo que cada uno usa aquí. Todos los valores están abajo en palabras.',
      legend:
        'Más arriba, más limpio; más a la izquierda, más ligero. Relleno: medido aquí; vacío: estimado; con anillo: en uso.',
      table: 'Todos los valores en palabras',
      unpublished: 'calidad no publicada',
      unmeasured: 'Aún no se ha medido la velocidad de este equipo.',
      source:
        'Calidad según lo publicado para {{testSet}}: {{sources}}. Solo se comparan valores de los mismos datos de prueba; para los modelos de 48 kHz no se ha publicado ninguna. CPU y retardo son los de este equipo.',
    },
    about: 'cerca de {{size}}',
    lean: '{{before}} → {{after}} por hop, aligerado aquí',
    installed: 'En este equipo',
    available: 'Para descargar',
    import: 'Importar un modelo…',
    importHint:
      'Suelte aquí un archivo .onnx, un checkpoint con su .yaml o .json al lado o la carpeta de un entrenamiento',
    dropNow: 'Suelte para importarlo',
    importing: 'Leyendo el modelo…',
    imported: 'Se importó {{name}}.',
    inUse: 'En uso',
    use: 'Usar',
    useNamed: 'Usar {{name}}',
    download: 'Descargar',
    downloadNamed: 'Descargar {{name}}',
    resume: 'Continuar',
    resumeNamed: 'Continuar la descarga de {{name}}',
    pause: 'Pausar',
    pauseNamed: 'Pausar la descarga de {{name}}',
    cancelNamed: 'Cancelar la descarga de {{name}}',
    more: 'Más sobre {{name}}',
    verify: 'Comprobar el archivo',
    remove: 'Eliminar',
    measure: 'Medir la velocidad',
    licence: 'Licencia',
    licenceTitle: 'Licencia de {{name}}',
    loadingLicence: 'Leyendo la licencia…',
    verified: 'Comprobado: el archivo es el publicado.',
    damaged: 'Dañado',
    downloading: '{{received}} de {{total}}',
    downloadingUnknown: '{{received}}',
    progress: 'Descarga de {{name}}',
    paused: 'En pausa',
    rate: '{{kilohertz}} kHz',
    delay: 'Retardo {{milliseconds}}',
    cpu: 'CPU {{percent}} de un núcleo',
    cpuUnknown: 'CPU aún sin medir',
    measuring: 'Midiendo…',
    trainedOn: 'Entrenado con {{data}}',
    empty: 'Todos los modelos conocidos están en este equipo.',
    settingsTitle: 'Lo que el archivo no dice',
    settingsIntro:
      '{{name}} deja abiertos estos valores. Están puestos los que usa su familia; cámbielos si sabe que son otros.',
    sampleRate: 'Frecuencia de muestreo (Hz)',
    nFft: 'Tamaño de la FFT (muestras)',
    hop: 'Hop (muestras)',
    windowLength: 'Longitud de la ventana (muestras)',
    window: 'Ventana',
    hann: 'Hann',
    hannSqrt: 'Raíz cuadrada de Hann',
    vorbis: 'Vorbis',
    guessedContract:
      'Sus entradas no tienen nombres conocidos. Parece tomar un espectro, con estados que se emparejan por su forma: impórtelo si sabe que es así. Si no lo es, dará ruido.',
    importNow: 'Importar',
    words: {
      vd: {
        t: 'El más ligero',
        b: 'Equilibrado',
        s: 'Más limpio',
        m: 'Aún más limpio',
        l: 'El más pesado',
      },
      dns: {
        t: 'El más ligero para ruido fuerte',
        b: 'El mejor con ruido fuerte',
        s: 'Ruido fuerte, más limpio',
        m: 'Ruido fuerte, aún más limpio',
        l: 'Ruido fuerte, el más pesado',
      },
      '48khz': {
        t: 'Banda completa, el más ligero',
        b: 'Banda completa, equilibrado',
        s: 'Banda completa, más limpio',
        m: 'Banda completa, aún más limpio',
        l: 'Banda completa, el más pesado',
      },
      gtcrn: {
        imported: 'Pequeño; solo para importar',
        original: 'Pequeño, para muchos tipos de ruido',
        simplified: 'Pequeño, para muchos tipos de ruido; grafo simplificado',
      },
      dpdfnet: {
        lightest: 'El DPDFNet más ligero, con más latencia',
        light: 'Ligero, con más latencia',
        strong: 'Más limpio, con más latencia',
        strongest: 'Aún más limpio, con más latencia',
        telephone: 'Sonido de teléfono (8 kHz)',
        telephoneStrongest: 'Sonido de teléfono (8 kHz), más limpio',
        fullBand: 'Banda completa, con más latencia',
        fullBandStrongest: 'Banda completa, más limpio, con más latencia',
      },
    },
  },
  recommendation: {
    loud: 'Hay mucho ruido: «{{model}}» deja pasar menos, con un {{percent}} % de un núcleo.',
    moderate: 'Hay ruido: «{{model}}» deja pasar menos, con un {{percent}} % de un núcleo.',
    fullBand:
      'El micrófono capta toda la banda. «{{model}}» la conserva, con cerca del {{percent}} % de un núcleo.',
    battery:
      'Con la batería, «{{model}}» ahorra energía: cerca del {{percent}} % de un núcleo en vez del {{before}} %.',
    tooHeavy: '«{{instead}}» usa aquí cerca del {{before}} % de un núcleo; «{{model}}» usa el {{percent}} %.',
    switch: 'Cambiar',
    download: 'Descargar y cambiar',
    downloadSize: 'Probar ({{size}})',
    no: 'No, gracias',
    undo: 'Deshacer',
    done: '«{{model}}» funciona ahora.',
    downloading: 'Se descarga «{{model}}»…',
  },
  settings: {
    mute: 'Silenciar',
    start: 'Inicio',
    startAtLogin: 'Abrir al iniciar sesión',
    startAtLoginHint: 'En la bandeja, sin ventana',
    startAtLoginHintNoTray: 'Minimizado: este escritorio no muestra iconos de bandeja',
    denoiseAtStart: 'Activar al abrir',
    closingTray: 'Al cerrar la ventana, Stillmic sigue funcionando en la bandeja.',
    closingNoTray:
      'Este escritorio no muestra iconos de bandeja, así que cerrar la ventana la minimiza. Salga aquí o con el atajo de su escritorio.',
    microphone: 'Micrófono',
    setAsDefault: 'Hacerlo el micrófono predeterminado',
    setAsDefaultHint: 'Mientras está activado; al salir vuelve el anterior',
    fallBack: 'Usar el predeterminado si el mío no está conectado',
    voiceGate: 'Dejar pasar solo la voz',
    voiceGateHint: 'Silencia lo que no es una voz (puerta de ruido); propio de cada micrófono',
    pauseWhenIdle: 'Descansar mientras ninguna app escucha',
    pauseWhenIdleHint: 'Ahorra energía; el sonido vuelve en cuanto una escucha',
    overload: 'Cuando este equipo es demasiado lento',
    overloadLighter: 'Un modelo más ligero',
    overloadBypass: 'Sin procesar',
    shortcuts: 'Atajos en todas las apps',
    toggle: 'Activar o desactivar',
    compare: 'Antes o después (sin procesar)',
    talk: 'Mantener para hablar (silenciado)',
    cough: 'Mantener para silenciar',
    givenKeys: 'El escritorio dio: {{keys}}',
    noShortcut: 'Ninguno',
    pressKeys: 'Pulse las teclas… Esc conserva las anteriores',
    changeShortcut: 'Cambiar el atajo para: {{name}}. Ahora: {{keys}}',
    clearShortcut: 'Borrar el atajo para: {{name}}',
    needsModifier: 'Use Ctrl, Alt o Súper con otra tecla, o una tecla de función.',
    look: 'Aspecto e idioma',
    theme: 'Colores',
    themeSystem: 'Como el sistema',
    themeLight: 'Claro',
    themeDark: 'Oscuro',
    language: 'Idioma',
    languageSystem: 'Como el sistema',
    help: 'Ayuda',
    diagnostics: 'Copiar diagnóstico',
    diagnosticsHint: 'Versiones, ajustes y medidas; nada personal ni sonido',
    copied: 'Copiado.',
    logs: 'Abrir registros',
    firstRun: 'Ver de nuevo los primeros pasos',
    about: 'Stillmic {{version}} · Electron {{electron}}',
    quit: 'Salir de Stillmic',
    channel: 'Canal del micrófono',
    channelHint: 'Para micrófonos e interfaces que tienen varios',
    channelLoudest: 'La voz más fuerte',
    channelNumber: 'Canal {{number}}',
    releaseMicrophone: 'Liberar el micrófono',
    releaseMicrophoneHint:
      'Mientras ninguna app escucha: la primera palabra pierde entonces lo que tarde el dispositivo en abrirse (10 ms con uno simulado)',
    releaseBluetooth: 'Solo Bluetooth',
    releaseAlways: 'Siempre',
    releaseNever: 'Nunca',
  },
  microphoneCheck: {
    waiting: 'Hable: todavía no se ha oído nada parecido a una voz.',
    heard: 'Se oye su voz.',
    quiet: 'Se le oye muy bajo. Acérquese, o suba el micrófono en los ajustes de sonido del sistema.',
    clipping:
      'Suena demasiado fuerte y satura. Baje el micrófono en los ajustes de sonido del sistema, o aléjese.',
    silent: '«{{microphone}}» no da ningún sonido. ¿Está silenciado en el aparato? Si no, elija otro.',
    monitor: '«{{microphone}}» es lo que suena por los altavoces, no un micrófono. Elija un micrófono.',
    monitorDefault:
      'El micrófono predeterminado del sistema es lo que suena por los altavoces; por eso se usa «{{microphone}}».',
    ownDefault: 'El micrófono predeterminado del sistema es el de Stillmic; por eso se usa «{{microphone}}».',
    elsewhere: '«{{other}}» da sonido, y «{{microphone}}» casi ninguno.',
    use: 'Usarlo',
    find: 'Buscar mi micrófono',
    finding: 'Escuchando: hable…',
    nowhere:
      'Ningún otro micrófono da más sonido. Compruebe que el suyo está conectado y no está silenciado.',
  },
  appHelp: {
    title: 'Dónde elegirlo',
    open: '¿Dónde?',
    choose: 'Elija <name>{{name}}</name>.',
    listens: 'Está escuchando',
    suppression:
      'Desactive la supresión de ruido de la aplicación: dos seguidas hacen que la voz suene como bajo el agua.',
    zoom: {
      where: 'Configuración → Audio → Micrófono',
      suppression:
        'En «Perfil de audio» elija «Sonido original para músicos»; en versiones anteriores, ponga la supresión del ruido de fondo en «Baja».',
    },
    discord: {
      where: 'Ajustes de usuario → Voz y vídeo → Dispositivo de entrada',
      suppression: 'Ponga «Supresión de ruido» en «Ninguna».',
    },
    teams: {
      where: 'Configuración y más (…) → Configuración → Dispositivos → Micrófono',
      suppression: 'Desactive «Supresión de ruido».',
    },
    chrome: {
      where:
        'Cuando una página pida el micrófono, o en Configuración → Privacidad y seguridad → Configuración de sitios → Micrófono',
      suppression:
        'Chrome no tiene un ajuste para ello: desactive la cancelación de ruido en los ajustes de la página, por ejemplo de Google Meet.',
    },
    firefox: {
      where: 'Cuando una página pida el micrófono, elíjalo en la lista y haga que se recuerde',
      suppression:
        'Firefox no tiene un ajuste para ello: desactive la cancelación de ruido en los ajustes de la página.',
    },
    obs: {
      where: 'Ajustes → Audio → Dispositivos de audio globales → Mic/Aux',
      suppression: 'Quite el filtro «Supresión de ruido» de este micrófono.',
    },
  },
  firstRun: {
    welcome:
      'Stillmic quita el ruido de su micrófono mientras habla, en todas las aplicaciones. Su voz no sale de este ordenador.',
    title: 'Configurar Stillmic',
    step: 'Paso {{step}} de {{steps}}',
    microphoneTitle: '¿Qué micrófono?',
    microphoneText:
      'Diga unas palabras: las barras siguen su voz. Puede cambiar de micrófono en cualquier momento.',
    hearTitle: 'Escúchese sin ruido',
    hearText:
      'Pulse el botón y hable cinco segundos, con su ruido habitual alrededor. Después se oirá, sin ruido.',
    record: 'Grabar cinco segundos',
    chooseTitle: 'Elíjalo en su app',
    chooseText: 'En los ajustes de sonido de su aplicación, elija este micrófono:',
    chooseWaiting: 'Esperando a que una app escuche…',
    chooseListening_one: '{{apps}} está escuchando. Todo está listo.',
    chooseListening_many: '{{apps}} están escuchando. Todo está listo.',
    chooseListening_other: '{{apps}} están escuchando. Todo está listo.',
    starting: 'Activando…',
    next: 'Siguiente',
    back: 'Atrás',
    finish: 'Listo',
    skip: 'Omitir',
  },
  cable: {
    vbTitle: 'Windows necesita VB-CABLE',
    vbText: 'Stillmic envía el sonido limpio por VB-CABLE, un cable virtual gratuito.',
    vbStep1: 'Descárguelo, descomprímalo y ejecute la instalación como administrador.',
    vbStep2: 'Reinicie Windows.',
    vbStep3: 'Active Stillmic y elija «{{device}}» como micrófono en su app.',
    vbLink: 'Abrir la página de VB-CABLE',
    blackholeTitle: 'macOS necesita BlackHole',
    blackholeText: 'Stillmic envía el sonido limpio por BlackHole, un controlador de audio virtual gratuito.',
    blackholeStep1: 'Descargue BlackHole 2ch e instálelo.',
    blackholeStep2: 'Permita que Stillmic use el micrófono cuando macOS lo pregunte.',
    blackholeStep3: 'Active Stillmic y elija «{{device}}» como micrófono en su app.',
    blackholeLink: 'Abrir la página de BlackHole',
    setupPicture: 'La descarga descomprimida, con VBCABLE_Setup_x64.exe marcado',
    choicePicture: 'La lista de micrófonos de una app, con «{{device}}» elegido',
    otherMicrophone: 'Micrófono',
  },
  duration: {
    seconds: '{{seconds}} s',
    minutes: '{{minutes}} min {{seconds}} s',
  },
  tray: {
    mute: 'Silenciar',
    on: 'Activado',
    off: 'Desactivado',
    bypass: 'Sin procesar (oír la diferencia)',
    open: 'Abrir Stillmic',
    quit: 'Salir',
  },
  dialogs: {
    chooseRecordings: 'Elegir grabaciones para limpiar',
    chooseModel: 'Elegir un modelo para importar',
    saveRecording: 'Guardar la grabación limpia',
  },
  enhancer: {
    notFloat: '«{{name}}» es {{type}}, pero los tensores de un modelo en flujo son float32.',
    dynamicShape:
      '«{{name}}» tiene la forma {{shape}}, pero un modelo en flujo no tiene dimensiones dinámicas ni vacías. Expórtelo para flujo, con formas fijas.',
    shapeTooLarge:
      '«{{name}}» tiene la forma {{shape}}, mayor que todo lo que tiene un modelo en flujo: no se abrió.',
    signalShape: '«{{name}}» tiene la forma {{shape}}; se esperaba {{expected}}.',
    unlikeShapes: '«{{input}}» es {{inputShape}}, pero «{{output}}» es {{outputShape}}: deben ser iguales.',
    noOutputSignal: 'Este modelo toma «{{input}}», pero no da «{{output}}».',
    stateNotFed: '«{{input}}» no tiene un «{{output}}» que lo alimente.',
    stateGoesNowhere: '«{{output}}» no tiene un «{{input}}» al que volver.',
    unknownValue: '«{{name}}» no es ninguno de {{known}}: es otra clase de modelo.',
    settingContradicts: 'Según el modelo, {{name}} es {{graph}}, pero se pidió {{given}}.',
    sampleRate: 'la frecuencia de muestreo',
    fftSize: 'el tamaño de FFT',
    hop: 'el salto',
    windowLength: 'la longitud de la ventana',
    window: 'la ventana',
    missing: 'ausente',
    none: 'ninguna',
    fewerIn: '«{{input}}» toma {{taken}} muestras, pero «{{output}}» da {{given}}.',
    noOverlapState:
      '«{{input}}» toma {{taken}} muestras y «{{output}}» da {{given}}, así que «{{state}}» debería ser [1, {{overlap}}] (n − h), pero es {{shape}}.',
    noStftStates:
      '«{{input}}» toma un salto, así que «{{first}}» y «{{second}}» deberían ser los búferes de entrada y de salida, ambos [1, n − h]; no lo son.',
    metadataMissing:
      '«{{input}}» no se puede usar, porque al archivo le falta el metadato «{{key}}». Obtenga el archivo de nuevo de quien lo publica.',
    metadataNotNumber:
      '«{{input}}» no se puede usar, porque el metadato «{{key}}» es «{{text}}», que no es un número.',
    windowUnknown: '«{{input}}» pide la ventana «{{window}}», que no se conoce ({{known}}).',
    stateSize: '«{{input}}» tiene la forma {{shape}}, pero {{expected}} según los metadatos del archivo.',
    startSize:
      '«{{input}}» empieza con {{count}} valores de «{{key}}», pero los metadatos del archivo prevén {{expected}}.',
    noPair:
      '«{{name}}» es un estado al que no corresponde nada de la misma forma: este modelo no puede ejecutarse.',
    noSpectrum:
      'Este modelo no toma un espectro y devuelve otro ([1, n_fft/2 + 1, 1, 2] o [1, 1, n_fft/2 + 1, 2]).',
    noContract:
      'Este modelo no tiene «wav_in» ni «spec_in» entre sus entradas ({{inputs}}), ni las entradas de GTCRN o DPDFNet, así que no es un modelo que mejore la voz en flujo.',
    unconfirmed:
      'Las entradas de este modelo ({{inputs}}) no se conocen, pero puede ser un espectro con estados que se emparejan por su forma. Si sabe que lo es, dígalo: --contract {{guess}}, con --hop-size, --win-type y --sample-rate.',
    tooManyStates:
      'Este modelo tiene {{count}} estados, más de los {{max}} que puede tener un modelo en flujo.',
    stateTooLarge:
      '«{{name}}» tiene la forma {{shape}}: todos los estados juntos pueden tener {{max}} valores.',
    rateOutOfRange:
      'Una frecuencia de muestreo de {{sampleRate}} Hz no es posible: debe estar entre {{min}} y {{max}} Hz.',
    fftSizeOutOfRange: 'Un tamaño de FFT de {{nFft}} no es posible: debe ser par, entre {{min}} y {{max}}.',
    hopOutOfRange:
      'Un salto de {{hop}} muestras no encaja con un tamaño de FFT de {{nFft}}: debe estar entre 1 y {{nFft}}.',
    hopDuration:
      'Un salto de {{hop}} muestras dura {{milliseconds}} ms a {{sampleRate}} Hz: debe durar entre {{min}} y {{max}} ms.',
    windowOutOfRange:
      'Una ventana de {{windowLength}} muestras debe estar entre el salto ({{hop}}) y el tamaño de FFT ({{nFft}}).',
    hopLeavesGaps:
      'Un salto de {{hop}} muestras deja muestras sin cubrir con la ventana {{window}} de {{windowLength}} muestras: use un salto menor.',
    notWrappable:
      'Los estados de este modelo no empiezan en cero y su red va con retraso, lo que un grafo wav2wav no puede expresar. No hace falta envolverlo: Stillmic lo ejecuta tal cual.',
    notOpened: '{{file}} no es un modelo que ONNX Runtime pueda abrir: {{reason}}',
  },
  store: {
    silence: 'silencio',
    noise: 'ruido',
    speech: 'voz',
    steps: 'escalones a plena escala',
    notFinite: '{{file}} convierte {{signal}} en valores que no son números, así que no se puede usar.',
    tooLoud: '{{file}} hace {{signal}} más de 20 dB más fuerte, así que no se puede usar.',
    checkDied:
      '{{file}} se detuvo: probarlo llevó más de {{seconds}} s o {{mebibytes}} MiB, o hizo fallar ONNX Runtime. No se puede usar.',
    checkStopped: 'Se detuvo antes de comprobar el modelo.',
    thisModel: 'Este modelo',
    badProxy: 'El proxy {{proxy}} del entorno no es una dirección: corrija HTTPS_PROXY.',
    notTrusted:
      '{{host}} tiene un certificado en el que aquí no se confía ({{reason}}). Si su red inspecciona las conexiones, indique su certificado en NODE_EXTRA_CA_CERTS; u obtenga el archivo de otro modo e impórtelo.',
    badRedirect: '{{host}} redirige a algo que no es una dirección, así que se abandonó la descarga.',
    downloadFailed:
      'La descarga de {{url}} falló: {{reason}} ({{times}} intentos). Si puede obtener el archivo de otro modo, impórtelo.',
    digestNotHad:
      'No se pudo obtener la huella publicada de {{name}}, así que una descarga no podría comprobarse: {{reason}} ({{times}} intentos). Si puede obtener el archivo de otro modo, impórtelo.',
    beingDownloaded: '{{id}} ya se está descargando, aquí o en otro Stillmic. Espere a que termine.',
    serverRefusedRest: 'el servidor se negó a continuar la descarga',
    wrongPart: 'el servidor envió una parte distinta de la pedida',
    endedEarly: 'la descarga terminó tras {{received}} de {{total}} bytes',
    sentNothing: '{{host}} no envió nada durante {{seconds}} s',
    answered: '{{host}} respondió {{status}}',
    digestNotStated:
      'La publicación no indica la huella de {{name}}, así que una descarga no podría comprobarse. Descargue usted {{url}} e importe el archivo.',
    digestNotUnderstood:
      'No se pudo obtener la huella publicada de {{name}}, así que una descarga no podría comprobarse: la respuesta no se entiende.',
    digestAnswerTooLong:
      'No se pudo obtener la huella publicada de {{name}}, así que una descarga no podría comprobarse: la respuesta es demasiado larga.',
    digestRefused:
      'No se pudo obtener la huella publicada de {{name}}, así que una descarga no podría comprobarse: {{host}} respondió {{status}}.',
    digestAskedTooOften:
      'No se pudo obtener la huella publicada de {{name}}, así que una descarga no podría comprobarse: {{host}} respondió 403 (demasiadas consultas: inténtelo de nuevo dentro de una hora).',
    tooLarge:
      '{{url}} tiene al menos {{bytes}} bytes, más que el límite de {{limit}} para un modelo, así que se rechazó.',
    otherSize:
      '{{url}} tiene al menos {{bytes}} bytes, pero el archivo publicado tiene {{published}}: fue modificado, así que se rechazó.',
    gone: '{{url}} ya no está (404). Quizá el editor lo haya movido.',
    downloadRefused: '{{host}} rechazó la descarga de {{url}}: respondió {{status}}.',
    notAsPublished:
      '{{url}} no es el archivo publicado: su SHA-256 es {{actual}}, no {{expected}}. No se conservó nada.',
    embeddedMissing: 'Falta el modelo {{name}} que viene incluido. Instale Stillmic de nuevo.',
    noDownloadKnown: 'No se conoce ninguna descarga: importe un archivo.',
    settingsFileDamaged: 'Su archivo de ajustes falta o está dañado: descárguelo o impórtelo de nuevo.',
    insecureAddress:
      'La descarga lleva a {{origin}}, que no es una dirección https cifrada, así que se rechazó.',
    redirectsInCircles: '{{host}} redirige en círculos, así que se abandonó la descarga.',
    downloadStopped: 'Detenido. Lo que ya llegó se conserva.',
    changedWhileCopied: 'El archivo de {{id}} cambió mientras se copiaba. Inténtelo de nuevo.',
    idTaken: 'Ya hay un modelo {{id}}. Elimínelo primero o elija otro nombre.',
    fileChanged: '{{file}} fue modificado: su SHA-256 es {{actual}}, no {{expected}}.',
    noDownload:
      'No se conoce ninguna descarga de {{name}}. Si tiene su archivo, impórtelo en la página «Modelos» o escriba: stillmic models import ARCHIVO --id {{id}}',
    noDownload_window:
      'No se conoce ninguna descarga de {{name}}. Si tiene su archivo, impórtelo en la página «Modelos».',
    badId:
      '«{{id}}» no puede ser el nombre de un modelo: use a–z, 0–9, «.», «-» y «_», 64 caracteres como máximo.',
    idOfEmbedded: '{{id}} viene incluido en Stillmic: elija otro nombre.',
    notThePublished:
      '{{file}} no es el {{id}} publicado: su SHA-256 es otro. Impórtelo con un nombre propio.',
    embeddedStays: '{{id}} viene incluido en Stillmic y no se puede eliminar.',
    settingsDamaged: 'Los ajustes de {{id}} están dañados: descárguelo o impórtelo de nuevo.',
    hereAlready: 'Este archivo ya está, con estos ajustes, como {{id}}.',
    unknownModel:
      'No hay ningún modelo ni archivo «{{id}}». La página «Modelos» y «stillmic models list» muestran los modelos que hay.',
    unknownModel_window: 'No hay ningún modelo «{{id}}». La página «Modelos» muestra los modelos que hay.',
    notHereYet:
      '{{id}} aún no está en este equipo. Descárguelo en la página «Modelos» o escriba: stillmic models download {{id}}',
    notHereYet_window: '{{id}} aún no está en este equipo. Descárguelo en la página «Modelos».',
    notHereNoDownload:
      '{{id}} no está en este equipo y no se conoce ninguna descarga. Si tiene su archivo, impórtelo en la página «Modelos» o escriba: stillmic models import ARCHIVO --id {{id}}',
    notHereNoDownload_window:
      '{{id}} no está en este equipo y no se conoce ninguna descarga. Si tiene su archivo, impórtelo en la página «Modelos».',
    externalWeights:
      '{{file}} guarda sus pesos en {{files}}. Guárdelo primero como un solo archivo y después impórtelo.',
    notTrustworthy: '{{ids}}: no es de confianza. Descargue o importe de nuevo, o elimine.',
    moreProblems: '{{first}}\n{{others}}',
  },
  live: {
    switchedOffBeforeSound: 'El micrófono se desactivó antes de que llegara sonido.',
    recordNeedsOn: 'No se puede grabar nada con el micrófono desactivado: actívelo primero.',
    waitingForServer: 'El servidor de sonido no responde; Stillmic espera a que vuelva.',
    virtualMicrophoneGone: 'El micrófono virtual desapareció; se está creando de nuevo.',
    microphoneMissing: 'El micrófono no está. Conéctelo o elija otro.',
    overloadBypass:
      'Este equipo es demasiado lento para el modelo en este momento: su voz pasa sin procesar.',
    faultBypass: 'El modelo no da ningún sonido utilizable: su voz pasa sin cambios. Elija otro modelo.',
    faultLighterModel: 'El modelo no da ningún sonido utilizable: se usa uno más ligero. Elija otro modelo.',
    faultyEngineBypass: 'El motor ha fallado una y otra vez: su voz pasa sin cambios. Elija otro modelo.',
    faultyEngineLighterModel:
      'El motor ha fallado una y otra vez con el modelo elegido: se usa uno más ligero. Elija otro modelo.',
    microphoneChosenInMixer:
      '«{{microphone}}» se eligió en el mezclador del sistema y se usa hasta que elija otro aquí.',
    streamsFought:
      'Otro programa desvía el sonido de Stillmic una y otra vez, así que se queda allí: es posible que las apps de llamadas no oigan nada. Cierre ese programa, o apague y encienda Stillmic.',
    outputFailed: 'No se puede escribir la salida: {{reason}}',
    noSuchMicrophone: 'No hay ningún micrófono «{{wanted}}». «stillmic devices» los enumera: {{devices}}.',
    noSuchSpeakers: 'No hay altavoces «{{wanted}}». «stillmic devices» los enumera: {{devices}}.',
    overloadLighterModel:
      'Este equipo es demasiado lento para el modelo en este momento: funciona uno más ligero.',
    defaultMicrophoneInstead: 'El micrófono elegido no está: mientras tanto se usa el predeterminado.',
    headphonesMissing:
      'No se pueden abrir los auriculares de escucha: conéctelos o elija otros en los ajustes.',
    recordingFailed: '{{reason}} Inténtelo de nuevo.',
    recordingCutShort: 'La grabación se interrumpió. Inténtelo de nuevo.',
    engineEnded: 'El motor de audio terminó inesperadamente.',
    engineHung: 'El motor de audio no respondía.',
    microphoneMuted: 'Su micrófono está silenciado en los ajustes de sonido del sistema.',
    microphoneQuiet: 'Su micrófono está bajado al {{percent}} % en los ajustes de sonido del sistema.',
    virtualMicrophoneMuted:
      'El sonido de Stillmic está silenciado en el mezclador del sistema: nadie le oye.',
    virtualMicrophoneQuiet:
      'El sonido de Stillmic está bajado al {{percent}} % en el mezclador del sistema. Puede que lo haya hecho una app de llamadas.',
    virtualMicrophoneQuietIn:
      'El sonido de Stillmic está bajado al {{percent}} % en el mezclador del sistema, quizá por una app que lo graba: {{apps}}. Desactive en ella el ajuste automático del volumen del micrófono; si no, volverá a ocurrir.',
    defaultNotKept:
      'El micrófono que era el predeterminado no se puede anotar. Si Stillmic falla, vuelva a elegirlo en los ajustes de sonido del sistema.',
    defaultIsMonitor:
      'No hay ningún micrófono. El predeterminado del sistema, «{{label}}», es el sonido de unos altavoces: conecte un micrófono o elija ese sonido por su nombre.',
    volumeNotRestored:
      'El volumen no se puede cambiar desde aquí: ajústelo en los ajustes de sonido del sistema.',
  },
  engine: {
    audioThreadFailed: 'Falló el procesamiento de audio: {{reason}}',
    optimiserEnded: 'El aligeramiento del modelo terminó sin resultado.',
    modelNotOpened: 'No se puede abrir el modelo: {{reason}}',
    nothingToRecord: 'No llega ningún sonido que se pueda grabar.',
    priorityRefusedBySystem: 'El sistema no permite a este usuario aumentarla.',
    priorityRefusedByRealtimeKit: 'RealtimeKit no puede aumentarla: {{reason}}.',
    priorityBeingRaised: 'Se está aumentando.',
    recordingCutShort: 'La grabación se interrumpió.',
    stalled: 'Ya no entra ni sale ningún sonido.',
    visualCMissing:
      'No se puede cargar {{name}} porque falta una biblioteca de Windows: instale Visual C++ Redistributable (x64) de Microsoft desde https://aka.ms/vs/17/release/vc_redist.x64.exe, o Stillmic de nuevo.',
  },
  audio: {
    noVirtualMicrophone: 'Stillmic no tiene micrófono virtual para {{platform}}.',
    alreadyRunning: 'Stillmic ya está en marcha: deténgalo primero.',
    alreadyRunningAs: 'Stillmic ya está en marcha (proceso {{id}}): deténgalo primero.',
    serverDoesNotAnswer:
      'El servidor de sonido no responde: inicie PulseAudio, o PipeWire con pipewire-pulse.',
    serverGone: 'El servidor de sonido no responde: {{reason}}.',
    serverSilent: 'El servidor de sonido lleva {{seconds}} segundos sin responder.',
    serverRefuses: 'El servidor de sonido se niega: {{reason}}.',
    serverRefusedCommand: 'El servidor de sonido rechazó «pactl {{command}}»: {{reason}}',
    errorAccessDenied: 'el acceso está denegado',
    errorNotValid: 'la petición no es válida',
    errorNoDevice: 'ese dispositivo no existe',
    errorRefused: 'se rechazó la conexión',
    errorOtherVersion: 'habla otra versión del protocolo',
    errorCode: 'error {{code}}',
    connectionClosed: 'cerró la conexión',
    connectionClosedByUs: 'se cerró la conexión',
    messageTooLong: 'envió un mensaje de {{bytes}} bytes, lo que no tiene sentido',
    grantAbsurd: 'El servidor de sonido ofrece un formato o un búfer que no tienen sentido: reinícielo.',
    streamEnded: 'El servidor de sonido terminó el flujo.',
    noSuchDevice: 'El servidor de sonido no tiene el dispositivo «{{name}}».',
    noSuchMicrophone: 'El servidor de sonido no tiene el micrófono «{{name}}».',
    textWithoutEnd: 'El mensaje del servidor de sonido termina demasiado pronto.',
    valueUnexpected: 'El mensaje del servidor de sonido tiene {{found}} donde se esperaba {{expected}}.',
    microphoneClosed: 'Se cerró el micrófono.',
    microphoneEnded: 'El micrófono terminó su flujo.',
    deviceNotListed: 'El sistema de sonido no conoce el dispositivo «{{name}}».',
    deviceNotOpened: 'No se puede abrir «{{name}}»: {{reason}}',
    deviceNotClosed: 'No se puede cerrar un dispositivo.',
    streamNotMovable: 'En este sistema no se puede mover un flujo a «{{name}}».',
    setDefaultYourself:
      'Elija «{{label}}» como micrófono predeterminado en los ajustes de sonido del sistema.',
    driverMissing:
      'Stillmic necesita {{product}}, que es gratuito y no está instalado aquí: descárguelo de {{link}} y vuelva a iniciar Stillmic.',
    answerNotUnderstood: 'No se entiende la respuesta del servidor de sonido: {{reason}}',
    answerCutShort: 'El servidor de sonido cortó su respuesta a medias.',
    pactlMissing: 'Falta pactl: instale el paquete pulseaudio-utils (también sirve para PipeWire).',
    pactlUnusable: 'No se puede iniciar pactl: {{reason}}',
    pactlTooOld:
      'Este {{version}} es demasiado antiguo: Stillmic necesita pulseaudio-utils versión {{needed}} o posterior, que ofrece JSON.',
    virtualMicrophoneNotConnected: 'El servidor de sonido creó el micrófono virtual, pero no lo conectó.',
    nameTaken:
      'Un dispositivo llamado «{{name}}», que Stillmic no creó, ocupa su lugar: elimínelo con «pactl unload-module {{index}}».',
  },
  doctor: {
    linkSoundServer: 'servidor de sonido',
    linkSoundPath: 'ruta del sonido',
    linkAudioModule: 'módulo de audio',
    linkAlsaPlugin: 'complemento de ALSA',
    linkMicrophone: 'micrófono',
    linkVirtualMicrophone: 'micrófono virtual',
    linkEvents: 'cambios',
    linkModel: 'modelo',
    linkPriority: 'prioridad',
    serverSilent: 'No responde.',
    direct: 'Stillmic habla directamente con el servidor de sonido.',
    nothingCame: 'no llegó nada en {{seconds}} segundos',
    noSound: '«{{label}}» no da sonido: {{reason}}',
    noSoundAdvice: 'Elija otro micrófono en los ajustes de sonido, o reinicie el servidor de sonido.',
    noMicrophone: 'No hay ninguno.',
    noMicrophoneAdvice: 'Conecte uno, o actívelo en los ajustes de sonido.',
    defaultIsMonitor:
      'El micrófono predeterminado del sistema es «{{label}}»: eso es lo que suena por los altavoces.',
    chooseDefault:
      'Elija un micrófono de verdad como predeterminado en los ajustes de sonido. Si es lo que quiere, elija esa fuente por su nombre.',
    micNotListed: 'PortAudio no conoce «{{label}}».',
    micMuted: '«{{label}}» está silenciado.',
    micMutedAdvice: 'Actívelo en los ajustes de sonido.',
    level: '«{{label}}», nivel {{rms}} dBFS, pico {{peak}} dBFS.',
    levelSilent: '«{{label}}», nivel {{rms}} dBFS, pico {{peak}} dBFS: silencio.',
    levelSilentAdvice: 'Compruebe que no esté silenciado, en el aparato o en el sistema.',
    levelClips: '«{{label}}», nivel {{rms}} dBFS, pico {{peak}} dBFS: satura.',
    levelClipsAdvice: 'Baje su volumen.',
    notNeeded: '{{detail}} No hace falta mientras funcione la vía directa.',
    moduleLoaded: 'naudiodon está cargado.',
    moduleNotLoaded: 'No se puede cargar naudiodon: {{reason}}.',
    moduleNotLoadedAdvice:
      'Vuelva a instalar Stillmic (npm ci); donde no haya una versión compilada hacen falta un compilador de C++ y libasound2-dev.',
    endedSilently: 'terminó sin decir nada',
    pluginThere: 'ALSA llega al servidor de sonido.',
    pluginMissing: 'ALSA no conoce el servidor de sonido.',
    pluginMissingAdvice: 'Instale el paquete libasound2-plugins (Fedora: alsa-plugins-pulseaudio).',
    virtualInUse: 'En uso por el Stillmic que está en marcha (proceso {{id}}).',
    virtualNotMade: 'No se puede crear.',
    virtualInstalled: '«{{label}}» está instalado.',
    virtualIsDefault:
      '«{{label}}» es el micrófono predeterminado del sistema, así que Stillmic toma el primero de verdad.',
    virtualIsDefaultAdvice:
      'Elija su micrófono por su nombre en Stillmic, o hágalo predeterminado en el sistema; elija «{{label}}» solo en la aplicación de llamadas.',
    virtualHeard: 'Se creó «{{label}}», y un programa oyó un tono en él.',
    virtualToneOff: 'Se creó «{{label}}», pero un programa oyó un tono desviado {{db}} dB.',
    virtualToneOffAdvice: 'Ponga su volumen al 100 % y actívelo, o reinicie el servidor de sonido.',
    eventsNoticed: 'Stillmic notó que un programa escuchaba.',
    eventsNotChecked: 'No se pudo probar si Stillmic nota un programa que escucha.',
    eventsMissed:
      'Un programa escuchó y Stillmic no lo notó: se pondría en pausa y en la llamada no se oiría nada.',
    eventsMissedAdvice:
      'Reinicie el servidor de sonido. Mientras tanto, desactive la pausa cuando ninguna aplicación escucha (--no-idle).',
    modelRuns: '{{model}} funciona ({{kHz}} kHz, un salto de {{ms}} ms).',
    modelAdvice: 'Vuelva a instalar Stillmic: el modelo incluido no funciona.',
    priorityRaised: 'El hilo de audio va antes que los demás.',
    priorityRaisedBy: 'El hilo de audio va antes que los demás, gracias a {{service}}.',
    priorityLow:
      'El hilo de audio va como cualquier otro, así que el sonido puede entrecortarse si el equipo está ocupado.',
    priorityLowBecause:
      'El hilo de audio va como cualquier otro, así que el sonido puede entrecortarse si el equipo está ocupado. {{reason}}',
    priorityAdvice:
      'Instale el paquete rtkit. O permítaselo a su usuario: «@audio - nice -11» en /etc/security/limits.d/stillmic.conf, pertenezca al grupo audio y vuelva a iniciar sesión.',
    priorityAdviceElsewhere: 'Cierre los programas que ocupan el procesador.',
  },
  main: {
    jobStopped: 'Detenido.',
    previewTooLong: 'La grabación es demasiado larga para mostrarla: solo cabe una hora.',
    licenceUnknown: 'No se conoce la licencia de este modelo: pregunte donde lo obtuvo.',
    controlCharacterInPath:
      'Stillmic no puede iniciarse con la sesión desde una carpeta cuyo nombre contiene un salto de línea u otro carácter de control. Muévalo a otra carpeta.',
    shortcutUnknown:
      '{{keys}} no es una combinación de teclas que pueda ser un atajo. Elija otra en los ajustes.',
    shortcutRefused:
      'El escritorio no dio a Stillmic el atajo {{keys}}. Elíjalo de nuevo para que se le pregunte otra vez, o asígnelo en la configuración del teclado.',
    shortcutByCommand:
      'Este escritorio no da atajos a ninguna aplicación. En su configuración del teclado, asigne una tecla al comando «{{command}}».',
    shortcutNoRelease:
      'Este sistema no indica cuándo se suelta {{keys}}, así que no puede ser una tecla para mantener. Use «Silenciar».',
    shortcutUsedTwice: '{{keys}} ya tiene otra función en Stillmic. Elija otras teclas.',
    autostartOff:
      'Stillmic ya no se inicia con la sesión, porque no se puede escribir en la carpeta prevista para ello. El ajuste se desactivó.',
    notStarted: 'Stillmic no puede iniciarse',
    lockedElsewhere:
      'Stillmic está en marcha en «{{host}}» con la misma carpeta de ajustes, {{folder}}. Ciérrelo allí o elimine el archivo SingletonLock de esa carpeta.',
    noLock:
      'Stillmic no pudo asegurarse de ser el único en marcha. Elimine el archivo SingletonLock de {{folder}} y vuelva a iniciar Stillmic.',
    noTray:
      'Este escritorio no muestra iconos de bandeja, así que cerrar la ventana la minimiza. Para salir de Stillmic, elija Salir en los ajustes.',
    settingsSetAside:
      'No se pudieron leer los ajustes, así que se usan los predeterminados. El archivo anterior se guardó como {{name}}.',
    shortcutTaken: 'Otra app usa el atajo {{keys}}. Elija otro en los ajustes.',
    noModel: 'No hay ningún modelo «{{id}}».',
    modelInUse: 'Este modelo está en uso. Elija primero otro y después elimínelo.',
    fileForgotten: 'Esta selección de archivo es demasiado antigua. Elija o arrastre el archivo otra vez.',
    notClean: '{{name}} aún no está limpio.',
    recordingForgotten: 'Esta grabación ya no está en la lista.',
    recordingClean: '{{name}} está limpio y se puede guardar.',
    logsNotOpened: 'No se pueden abrir los registros ({{problem}}). Están en {{folder}}.',
    fault: 'Algo falló en Stillmic: {{message}} Los registros dicen más (Ajustes, Abrir registros).',
    windowCrashedOften:
      'La ventana falló varias veces ({{reason}}). El micrófono sigue. Abra la ventana desde la bandeja o reinicie Stillmic.',
    windowCrashed: 'La ventana falló ({{reason}}) y se abrió de nuevo. El micrófono siguió.',
    graphicsCrashed: 'El proceso de gráficos falló ({{reason}}) y se inició de nuevo.',
  },
  export: {
    configMissing:
      'No hay ninguna configuración junto a {{file}}. Ponga ahí el config.yaml o config.json del entrenamiento, o indíquelo con «stillmic export --config».',
    configMissing_window:
      'No hay ninguna configuración junto a {{file}}. Ponga ahí el config.yaml o config.json del entrenamiento.',
    checkpointMissing:
      '{{folder}} no contiene ningún punto de control como 00500.pth, best.pth o model.safetensors. Indique su archivo.',
    checkpointUnclear:
      '{{folder}} contiene varios puntos de control, y ningún nombre dice cuál es el más reciente: {{names}}. Indique uno de estos archivos.',
    configTooLong: '{{file}} es demasiado largo para ser la configuración de un entrenamiento.',
    configNoMapping: '{{where}} no contiene claves y valores: indique la configuración del entrenamiento.',
    optionUnknown: '«{{key}}» en {{where}} no se conoce, y nada se adivina.',
    optionMissing: 'Falta «{{key}}» en {{where}}.',
    optionValue: '«{{key}}» en {{where}} es {{value}}, que no se conoce. Posible: {{allowed}}.',
    invalidYaml: 'La configuración no es YAML válido: {{reason}}',
    overrideForm: '«{{override}}» no tiene la forma CLAVE=VALOR, como model_kwargs.hop_size=160.',
    overridePlace:
      'La configuración no tiene sitio para «{{path}}». Indique la clave entera, como model_kwargs.hop_size.',
    checkpointDamaged: 'El punto de control está dañado ({{detail}}). Cópielo o guárdelo de nuevo.',
    checkpointTooLarge:
      "El punto de control es mayor que todas las familias conocidas ({{size}}); rechazado. Guarde solo sus pesos: torch.save(model.state_dict(), 'model.pth').",
    checkpointUnknownFormat:
      'Este archivo no es un punto de control: se pueden leer archivos de PyTorch (.pth, .pt, .ckpt) y safetensors.',
    checkpointNoPickle:
      'Este archivo zip no es un punto de control de PyTorch: su única carpeta no contiene data.pkl.',
    checkpointTorchScript:
      'Este archivo es un módulo TorchScript. Indique el punto de control del entrenamiento (NNNNN.pth).',
    checkpointAsksFor:
      "El punto de control pide «{{name}}», que los pesos no necesitan; rechazado. Si confía en él, cárguelo con torch y guarde solo sus pesos: torch.save(model.state_dict(), 'model.pth').",
    checkpointCalls: 'El punto de control quiere llamar a {{name}}; rechazado.',
    checkpointOperation:
      'El pickle del punto de control contiene la operación {{operation}}, que los pesos no necesitan; rechazado.',
    checkpointProtocol:
      'El punto de control es un pickle de protocolo {{protocol}}; se pueden leer del 2 al 5. Guárdelo de nuevo con torch.save.',
    checkpointByteOrder:
      'El orden de bytes del punto de control es «{{order}}»; solo se puede leer «little».',
    checkpointLeavesArchive:
      'El punto de control contiene un archivo llamado «{{name}}», que sale del archivo zip; rechazado.',
    checkpointStorageName: 'El punto de control pide el almacén «{{name}}», que no es un número; rechazado.',
    checkpointNoWeights:
      "El punto de control no contiene tensores con nombre; sus claves son {{keys}}. Guarde solo los pesos: torch.save(model.state_dict(), 'model.pth').",
    checkpointSeveralWeights:
      'El punto de control contiene varios juegos de pesos: {{keys}}. Elija uno con «stillmic export --weights».',
    checkpointSeveralWeights_window:
      'El punto de control contiene varios juegos de pesos: {{keys}}. Guarde el que quiere como punto de control aparte.',
    checkpointNoSuchWeights: 'El punto de control no contiene pesos en «{{name}}». Tiene {{keys}}.',
    safetensorsType: '«{{name}}» es del tipo {{type}}, que no se puede leer: guárdelo como F32.',
    noteWeights:
      'Se usan los pesos en «{{name}}». El punto de control contiene también {{others}}; «stillmic export --weights» elige.',
    noteWeights_window: 'Se usan los pesos en «{{name}}». El punto de control contiene también {{others}}.',
    notePrefix: 'Se omitió «{{prefix}}» delante de los nombres de los pesos.',
    familyUnknown: '«{{name}}» no es una familia de redes que se pueda exportar. Conocidas: {{known}}.',
    familyNotStreaming:
      '«{{name}}» mira toda la grabación antes de dar la primera muestra, por lo que no puede funcionar en directo. Familias posibles: {{known}}.',
    weightMissing:
      'Al punto de control le falta «{{name}}», que su configuración pide. Indique la configuración del mismo entrenamiento.',
    weightShape:
      '«{{name}}» es {{stored}} en el punto de control, pero {{wanted}} según la configuración. Indique la configuración del mismo entrenamiento.',
    weightNotFinite:
      '«{{name}}» contiene valores no finitos: este entrenamiento divergió. Use un punto de control anterior.',
    weightLeftOver:
      'El punto de control contiene «{{name}}», para lo que su configuración no tiene sitio. Indique la configuración del mismo entrenamiento.',
    diverged:
      'La red da valores que no son sonido: su entrenamiento divergió. Use un punto de control anterior.',
    headsMismatch: '{{channels}} canales no se pueden repartir entre {{heads}} cabezas en model_kwargs.',
    kernelMismatch: 'Un primer núcleo de {{kernel}} no encaja con un paso de {{stride}} en model_kwargs.',
    strideMismatch:
      'Un n_fft de {{nFft}} no se puede dividir por el doble del paso de {{stride}} en model_kwargs.',
    bandStrides: 'Pasos de {{strides}} en model_kwargs no dan las {{bands}} bandas de esta familia.',
    bandGroups: '{{frequencies}} frecuencias no se pueden repartir entre {{groups}} grupos en model_kwargs.',
    stftUnfit:
      'Una STFT con una FFT de {{nFft}}, una ventana de {{window}} y un hop de {{hop}} muestras no se puede convertir de nuevo en sonido: use un hop menor.',
    wrapWaveform: 'Este modelo ya toma una forma de onda (wav2wav): no hay nada que envolver.',
    wrapOpset:
      'Este modelo usa el conjunto de operadores ONNX {{opset}}, anterior a {{lowest}}: expórtelo de nuevo con uno más reciente.',
    wrapSparse: 'Este modelo contiene pesos dispersos: expórtelo de nuevo con pesos densos.',
    wrapExternal: 'Este modelo guarda «{{name}}» en otro archivo: guárdelo de nuevo con los pesos dentro.',
    notFastEnhancer:
      'No es un FastEnhancer tal como se publica ({{detail}}), por lo que no se puede hacer una forma ligera.',
    leanDiffers: 'La forma ligera difiere en {{difference}} del pico, más que {{most}}: queda el original.',
    leanNoFaster:
      'La forma ligera tarda aquí el {{percent}} % del tiempo y no es más rápida: queda el original.',
    leanKept: 'La forma ligera tarda el {{percent}} % del tiempo.',
  },
  onnx: {
    empty: '{{file}} está vacío.',
    tooLarge: '{{file}} ocupa {{size}} MiB; un modelo de streaming ocupa como mucho {{most}} MiB.',
    text: '{{file}} es un archivo de texto, no un modelo ONNX.',
    notWhole:
      '{{file}} no es un modelo ONNX entero: está cortado, dañado o es de otro tipo. Descárguelo o expórtelo de nuevo.',
    noGraph: '{{file}} no es un modelo ONNX: no contiene ningún grafo.',
    tensorShape: '{{file}} está dañado: «{{name}}» tiene la forma {{shape}}.',
    tensorBytes: '{{file}} está dañado: «{{name}}» tiene la forma {{shape}}, pero {{bytes}} bytes.',
    outsideFolder: '{{file}} guarda «{{name}}» en «{{location}}», fuera de su propia carpeta: no se abre.',
    notBeside:
      '{{file}} guarda «{{name}}» en «{{location}}», que no está al lado: copie ambos en la misma carpeta.',
    linksOutside:
      '{{file}} guarda «{{name}}» en «{{location}}», un enlace a un lugar fuera de su propia carpeta: no se abre.',
  },
  audioFile: {
    noRecordings: 'No hay grabaciones en {{folder}}.',
    sameResult: '{{one}} y {{other}} se convertirían ambos en {{result}}: límpielos de uno en uno con -o.',
    empty: '{{file}} está vacío.',
    noAudio: '{{file}} no contiene sonido.',
    unknownFormat: '{{file}} no es una grabación de un formato conocido: se pueden leer {{formats}}.',
    isText: '{{file}} es un archivo de texto, no una grabación.',
    isImage: '{{file}} es una imagen, no una grabación.',
    isDocument: '{{file}} es un documento, no una grabación.',
    isArchive: '{{file}} es un archivo comprimido, no una grabación: descomprímalo primero.',
    isMidi: '{{file}} es un archivo MIDI, que tiene notas pero no sonido: conviértalo primero en WAV.',
    isProgram: '{{file}} es un programa, no una grabación.',
    needsFfmpeg:
      '{{file}} está en formato {{format}}, que solo se lee donde está instalado ffmpeg: instálelo, o convierta la grabación con «{{command}}».',
    ffmpegFailed: '{{file}} está en formato {{format}}, y ffmpeg no puede leerlo: {{reason}}',
    readThroughFfmpeg: '{{file}} está en formato {{format}}: se leyó con ffmpeg.',
    headerDamaged: '{{file}} está en formato {{format}}, pero su cabecera está dañada o cortada.',
    damagedAt: '{{file}} está dañado en {{place}}.',
    damagedPlaces:
      '{{file}} está dañado (lugares: {{places}}, el primero en {{place}}); esos fragmentos se omitieron.',
    cutOff: '{{file}} se interrumpe en {{place}}: falta el final.',
    truncated: '{{file}} está truncado: se interrumpe en {{place}}, pero debería durar hasta {{promised}}.',
    stopped: 'Detenido; no queda ningún resultado a medias.',
    someFailed: 'Grabaciones que no se han podido limpiar: {{failures}} de {{recordings}}.',
    addAcceptDamaged: '{{damage}} Añada --accept-damaged para seguir con lo que hay.',
    changesOnTheWay:
      '{{file}} cambia de frecuencia de muestreo o de canales en {{place}}: divídalo en ese punto.',
    notForFlac:
      '{{file}} no puede ser FLAC, que admite como máximo enteros de 24 bits y 8 canales: escriba WAV.',
    wildSamples:
      'Muestras que no eran sonido (no eran números, o estaban muy por encima del máximo) y se convirtieron en silencio: {{samples}}, la primera en {{place}}.',
    modelFailed:
      'Saltos en los que falló el modelo, donde la grabación quedó como estaba: {{hops}}, el primero en {{place}}.',
    clipped: 'Muestras del resultado por encima del máximo, que se limitaron: {{samples}}.',
  },
  disk: {
    nameTooLong: 'El nombre {{file}} es demasiado largo para su sistema de archivos: elija uno más corto.',
    nameNotUtf8:
      'El nombre {{file}} contiene bytes que no son UTF-8 y no se pueden transmitir: cambie primero el nombre del archivo.',
    linkLoop: 'Los enlaces de {{file}} forman un círculo: indique el archivo mismo.',
    tooManyOpen:
      'No se puede abrir {{file}} porque hay demasiados archivos abiertos: cierre algunos programas.',
    busy: '{{file}} está en uso: puede que otro programa lo tenga abierto. Ciérrelo allí e inténtelo de nuevo.',
    notFound: 'No hay ningún archivo {{file}}.',
    pathThroughFile: 'No hay ningún archivo {{file}}: una parte de su ruta no es una carpeta.',
    mayNotRead: 'No está permitido leer {{file}}: cambie sus permisos.',
    isFolder: '{{file}} es una carpeta, no un archivo.',
    notRegular: '{{file}} es una tubería o un dispositivo: copie primero su contenido en un archivo.',
    cannotRead: 'No se puede leer {{file}}: {{reason}}.',
    noFolder: 'No se puede escribir {{file}}: su carpeta no existe.',
    folderIsFile: 'No se puede escribir {{file}}: una parte de su ruta no es una carpeta.',
    mayNotWrite: 'No está permitido escribir {{file}}: elija otro lugar.',
    mayNotWriteOrBusy:
      'No está permitido escribir {{file}}, o lo tiene abierto otro programa: ciérrelo allí o elija otro lugar.',
    readOnly:
      'No se puede escribir {{file}} porque el sistema de archivos es de solo lectura: elija otro lugar.',
    diskFull: 'El disco está demasiado lleno para {{file}}: libere espacio o elija otro lugar.',
    quotaUsed: 'Su cuota de disco es demasiado pequeña para {{file}}: libere espacio o elija otro lugar.',
    tooLargeForSystem: '{{file}} es más grande de lo que admite su sistema de archivos: elija otro lugar.',
    cannotWrite: 'No se puede escribir {{file}}: {{reason}}.',
    mayNotRemove: 'No está permitido eliminar {{file}}: cambie los permisos de su carpeta.',
    cannotRemove: 'No se puede eliminar {{file}}: {{reason}}.',
    exists: '{{file}} ya existe: añada --force para reemplazarlo.',
    isInput: '{{file}} es el archivo que se lee: elija otro nombre para el resultado.',
    isFolderGiveName: '{{file}} es una carpeta: indique un nombre de archivo.',
    outputNotRegular: '{{file}} es una tubería o un dispositivo: elija otro lugar.',
    wrongEnding: '{{file}} tendría un nombre equivocado: indique uno que termine en {{endings}}.',
    windowsDevice:
      '{{file}} sería para Windows el nombre de un dispositivo: elija otro nombre que no sea {{name}}.',
    windowsCharacters: 'El nombre {{file}} tiene un carácter que Windows prohíbe: quite < > : " / \\ | ? *',
    windowsEnd: 'El nombre {{file}} termina en un punto o un espacio, lo que Windows prohíbe: quítelo.',
    mayNotRemoveOrBusy:
      '{{file}} no se puede eliminar, u otro programa lo tiene abierto: ciérrelo ahí o cambie sus permisos.',
  },
  remoteControl: {
    notOffered: 'Este Stillmic no se puede controlar desde fuera: {{reason}}',
    nothingRuns: 'Stillmic no está en marcha: abra la aplicación o escriba «stillmic run».',
    noAnswer: 'El Stillmic en marcha no responde. Ciérrelo y vuelva a iniciarlo.',
    alreadyControlled:
      'Otro Stillmic que ya está en marcha ocupa el lugar de las órdenes: deténgalo primero.',
    folderNotPrivate:
      'La carpeta {{folder}} debe ser suya y estar cerrada a los demás: chmod 700, o elimínela.',
  },
};
