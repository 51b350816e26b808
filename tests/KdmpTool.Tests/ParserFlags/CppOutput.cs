namespace KdmpTool.Tests.ParserFlags;

/// <summary>
/// What the C++ tool (0.7.4) printed for <see cref="ParserDump.Full"/>, with the two corrections that docs/parser-flags.md names: the tag word, and
/// the end of CONTEXT, from VectorControl on. Lines that end with spaces have a dollar sign there, for no editor to take them away.
/// </summary>
internal static class CppOutput
{
    /// <summary><c>-a</c>.</summary>
    public static string Structures { get; } = Lines(
        """
        --------------------------------------------------------------------------------
        Dump structures:
          HEADER64
            +0x0000: Signature                : 0x45474150.
            +0x0004: ValidDump                : 0x34365544.
            +0x0008: MajorVersion             : 0x0000000f.
            +0x000c: MinorVersion             : 0x00004a61.
            +0x0010: DirectoryTableBase       : 0x3698fa5cbe1f81e3.
            +0x0018: PfnDatabase              : 0x288aec4eaf1173d5.
            +0x0020: PsLoadedModuleList       : 0x1a7cde3fa10365c6.
            +0x0028: PsActiveProcessHead      : 0x0c6dcf3193f556b8.
            +0x0030: MachineImageType         : 0x00008664.
            +0x0034: NumberProcessors         : 0x00000004.
            +0x0038: BugCheckCode             : 0x0000001e.
            +0x0040: BugCheckCodeParameters   $
            +0x0080: KdDebuggerDataBlock      : 0x6fd13294f658b91b.
            +0x0088: u1.PhysicalMemoryBlockBuffer
            PHYSMEM_DESC
              +0x0000: NumberOfRuns             : 0x00000002.
              +0x0008: NumberOfPages            : 0x0000000000000003.
              +0x0010: Run                      $
              PHYSMEM_RUN
                +0x0000: BasePage                 : 0x0000000000000010.
                +0x0008: PageCount                : 0x0000000000000002.
              PHYSMEM_RUN
                +0x0000: BasePage                 : 0x0000000000123456.
                +0x0008: PageCount                : 0x0000000000000001.
            +0x0348: u2.ContextRecordBuffer   $
            CONTEXT
              +0x0000: P1Home                   : 0x79db3d9e0062c426.
              +0x0008: P2Home                   : 0x6bcd2e90f254b517.
              +0x0010: P3Home                   : 0x5dbe2082e445a709.
              +0x0018: P4Home                   : 0x4eb01274d53799fb.
              +0x0020: P5Home                   : 0x40a20465c7298bec.
              +0x0028: P6Home                   : 0x3293f557b91b7cde.
              +0x0030: ContextFlags             : 0xab0c6ed0.
              +0x0034: MxCsr                    : 0x00001fa0.
              +0x0038: SegCs                    : 0x60c2.
              +0x003a: SegDs                    : 0x9cfe.
              +0x003c: SegEs                    : 0xd93b.
              +0x003e: SegFs                    : 0x1577.
              +0x0040: SegGs                    : 0x52b3.
              +0x0042: SegSs                    : 0x8ef0.
              +0x0044: EFlags                   : 0x0769ca2c.
              +0x0048: Dr0                      : 0xf95abc1e80e243a5.
              +0x0050: Dr1                      : 0xea4cae1072d33597.
              +0x0058: Dr2                      : 0xdc3ea00163c52789.
              +0x0060: Dr3                      : 0xce3091f355b7197a.
              +0x0068: Dr6                      : 0xc02183e547a80a6c.
              +0x0070: Dr7                      : 0xb11375d7389afc5e.
              +0x0078: Rax                      : 0xa30567c82a8cee50.
              +0x0080: Rcx                      : 0x95f758ba1c7edf41.
              +0x0088: Rdx                      : 0x87e84aac0e6fd133.
              +0x0090: Rbx                      : 0x78da3c9eff61c325.
              +0x0098: Rsp                      : 0x6acc2e8ff153b516.
              +0x00a0: Rbp                      : 0x5cbe1f81e345a608.
              +0x00a8: Rsi                      : 0x4daf1173d53698fa.
              +0x00b0: Rdi                      : 0x3fa10365c6288aec.
              +0x00b8: R8                       : 0x3193f456b81a7cdd.
              +0x00c0: R9                       : 0x2384e648aa0c6dcf.
              +0x00c8: R10                      : 0x1476d83a9cfd5fc1.
              +0x00d0: R11                      : 0x0668ca2b8def51b3.
              +0x00d8: R12                      : 0xf85abb1d7fe143a4.
              +0x00e0: R13                      : 0xea4bad0f71d33496.
              +0x00e8: R14                      : 0xdb3d9f0162c42688.
              +0x00f0: R15                      : 0xcd2f91f254b6187a.
              +0x00f8: Rip                      : 0xbf2182e446a8096b.
              +0x0100: ControlWord              : 0xfb5d.
              +0x0102: StatusWord               : 0x3899.
              +0x0104: TagWord                  : 0xd6.
              +0x0106: ErrorOpcode              : 0xb112.
              +0x0108: ErrorOffset              : 0x298bed4f.
              +0x010c: ErrorSelector            : 0x66c8.
              +0x0110: DataOffset               : 0x1b7ddf40.
              +0x0114: DataSelector             : 0x58b9.
              +0x0118: MxCsr2                   : 0x00001fa0.
              +0x011c: MxCsr_Mask               : 0x86e849ab.
              +0x0120: FloatRegisters[0]        : 0x69cb2d8ff052b41677d93b9dff60c224.
              +0x0130: FloatRegisters[1]        : 0x4dae1072d43697f95bbd1e80e244a607.
              +0x0140: FloatRegisters[2]        : 0x3092f455b7197bdd3ea00264c62789eb.
              +0x0150: FloatRegisters[3]        : 0x1475d7399bfd5ec02284e547a90b6dce.
              +0x0160: FloatRegisters[4]        : 0xf759bb1c7ee042a40567c92b8cee50b2.
              +0x0170: FloatRegisters[5]        : 0xdb3c9e0062c32587e94bac0e70d23395.
              +0x0180: FloatRegisters[6]        : 0xbe2082e345a7096acc2e90f253b51779.
              +0x0190: FloatRegisters[7]        : 0xa10365c7298aec4eb01273d53799fa5c.
              +0x01a0: Xmm0                     : 0x85e748aa0c6ed03193f557b91a7cde40.
              +0x01b0: Xmm1                     : 0x68ca2c8ef051b31577d83a9cfe60c123.
              +0x01c0: Xmm2                     : 0x4cae0f71d33597f85abc1e7fe143a507.
              +0x01d0: Xmm3                     : 0x2f91f355b6187adc3e9f0163c52788ea.
              +0x01e0: Xmm4                     : 0x1375d6389afc5dbf2183e546a80a6cce.
              +0x01f0: Xmm5                     : 0xf658ba1c7ddf41a30566c82a8ced4fb1.
              +0x0200: Xmm6                     : 0xda3c9dff61c32486e84aac0d6fd13394.
              +0x0210: Xmm7                     : 0xbd1f81e344a6086acb2d8ff153b41678.
              +0x0220: Xmm8                     : 0xa10264c6288aeb4daf1172d43698fa5b.
              +0x0230: Xmm9                     : 0x84e648a90b6dcf3192f456b81a7bdd3f.
              +0x0240: Xmm10                    : 0x68c92b8def51b21476d8399bfd5fc122.
              +0x0250: Xmm11                    : 0x4bad0f70d23496f859bb1d7fe042a406.
              +0x0260: Xmm12                    : 0x2f90f254b61779db3d9f0062c42687e9.
              +0x0270: Xmm13                    : 0x1274d63799fb5dbe2082e446a7096bcd.
              +0x0280: Xmm14                    : 0xf557b91b7dde40a20466c7298bed4eb0.
              +0x0290: Xmm15                    : 0xd93b9dfe60c22485e749ab0d6ed03294.
              +0x04a0: VectorControl            : 0x3a9bfd5fc12384e6.
              +0x04a8: DebugControl             : 0x2b8def51b21476d8.
              +0x04b0: LastBranchToRip          : 0x1d7fe142a40668ca.
              +0x04b8: LastBranchFromRip        : 0x0f71d23496f85abb.
              +0x04c0: LastExceptionToRip       : 0x0162c42688e94bad.
              +0x04c8: LastExceptionFromRip     : 0xf254b61879db3d9f.
            +0x0f00: Exception                $
            KDMP_PARSER_EXCEPTION_RECORD64
              +0x0000: ExceptionCode            : 0x1a7cde40.
              +0x0004: ExceptionFlags           : 0x93f557b8.
              +0x0008: ExceptionRecord          : 0x85e748aa0c6ed031.
              +0x0010: ExceptionAddress         : 0x77d83a9cfe60c123.
              +0x0018: NumberParameters         : 0xef51b315.
              +0x0020: ExceptionInformation[0]  : 0x5abc1e7fe143a507.
              +0x0028: ExceptionInformation[1]  : 0x4cae0f71d33597f8.
              +0x0030: ExceptionInformation[2]  : 0x3e9f0163c52688ea.
              +0x0038: ExceptionInformation[3]  : 0x2f91f355b6187adc.
              +0x0040: ExceptionInformation[4]  : 0x2183e546a80a6ccd.
              +0x0048: ExceptionInformation[5]  : 0x1375d6389afc5dbf.
              +0x0050: ExceptionInformation[6]  : 0x0466c82a8ced4fb1.
              +0x0058: ExceptionInformation[7]  : 0xf658ba1c7ddf41a3.
              +0x0060: ExceptionInformation[8]  : 0xe84aac0d6fd13394.
              +0x0068: ExceptionInformation[9]  : 0xda3b9dff61c32486.
              +0x0070: ExceptionInformation[10] : 0xcb2d8ff153b41678.
              +0x0078: ExceptionInformation[11] : 0xbd1f81e344a6086a.
              +0x0080: ExceptionInformation[12] : 0xaf1172d43698fa5b.
              +0x0088: ExceptionInformation[13] : 0xa10264c6288aeb4d.
              +0x0090: ExceptionInformation[14] : 0x92f456b8197bdd3f.
            +0x0f98: DumpType                 : FullDump.
            +0x0fa0: RequiredDumpSpace        : 0x76d8399bfd5fc122.
            +0x0fa8: SystemTime               : 0x68c92b8def50b214.
            +0x0fb0: Comment                  $
            +0x1030: SystemUpTime             : 0x75d7399afc5ec022.
            +0x1038: MiniDumpFields           : 0x45474150.
            +0x103c: SecondaryDataState       : 0x45474150.
            +0x1040: ProductType              : 0x00000001.
            +0x1044: SuiteMask                : 0x00000110.
            +0x1048: WriterStatus             : 0x00000007.
            +0x104d: KdSecondaryVersion       : 0x0e.
        """);

    /// <summary><c>-c</c>.</summary>
    public static string Context { get; } = Lines(
        """
        --------------------------------------------------------------------------------
        Context Record:
          rax=a30567c82a8cee50 rbx=78da3c9eff61c325 rcx=95f758ba1c7edf41
          rdx=87e84aac0e6fd133 rsi=4daf1173d53698fa rdi=3fa10365c6288aec
          rip=bf2182e446a8096b rsp=6acc2e8ff153b516 rbp=5cbe1f81e345a608
           r8=3193f456b81a7cdd  r9=2384e648aa0c6dcf r10=1476d83a9cfd5fc1
          r11=0668ca2b8def51b3 r12=f85abb1d7fe143a4 r13=ea4bad0f71d33496
          r14=db3d9f0162c42688 r15=cd2f91f254b6187a
          cs=60c2 ss=8ef0 ds=9cfe es=d93b fs=1577 gs=52b3                 efl=0769ca2c
          fpcw=fb5d    fpsw=3899    fptw=00d6
            st0=69cb2d8ff052b41677d93b9dff60c224       st1=4dae1072d43697f95bbd1e80e244a607
            st2=3092f455b7197bdd3ea00264c62789eb       st3=1475d7399bfd5ec02284e547a90b6dce
            st4=f759bb1c7ee042a40567c92b8cee50b2       st5=db3c9e0062c32587e94bac0e70d23395
            st6=be2082e345a7096acc2e90f253b51779       st7=a10365c7298aec4eb01273d53799fa5c
           xmm0=85e748aa0c6ed03193f557b91a7cde40      xmm1=68ca2c8ef051b31577d83a9cfe60c123
           xmm2=4cae0f71d33597f85abc1e7fe143a507      xmm3=2f91f355b6187adc3e9f0163c52788ea
           xmm4=1375d6389afc5dbf2183e546a80a6cce      xmm5=f658ba1c7ddf41a30566c82a8ced4fb1
           xmm6=da3c9dff61c32486e84aac0d6fd13394      xmm7=bd1f81e344a6086acb2d8ff153b41678
           xmm8=a10264c6288aeb4daf1172d43698fa5b      xmm9=84e648a90b6dcf3192f456b81a7bdd3f
          xmm10=68c92b8def51b21476d8399bfd5fc122     xmm11=4bad0f70d23496f859bb1d7fe042a406
          xmm12=2f90f254b61779db3d9f0062c42687e9     xmm13=1274d63799fb5dbe2082e446a7096bcd
          xmm14=f557b91b7dde40a20466c7298bed4eb0     xmm15=d93b9dfe60c22485e749ab0d6ed03294
        """);

    /// <summary><c>-e</c>.</summary>
    public static string Exception { get; } = Lines(
        """
        --------------------------------------------------------------------------------
        Exception Record:
          KDMP_PARSER_EXCEPTION_RECORD64
            +0x0000: ExceptionCode            : 0x1a7cde40.
            +0x0004: ExceptionFlags           : 0x93f557b8.
            +0x0008: ExceptionRecord          : 0x85e748aa0c6ed031.
            +0x0010: ExceptionAddress         : 0x77d83a9cfe60c123.
            +0x0018: NumberParameters         : 0xef51b315.
            +0x0020: ExceptionInformation[0]  : 0x5abc1e7fe143a507.
            +0x0028: ExceptionInformation[1]  : 0x4cae0f71d33597f8.
            +0x0030: ExceptionInformation[2]  : 0x3e9f0163c52688ea.
            +0x0038: ExceptionInformation[3]  : 0x2f91f355b6187adc.
            +0x0040: ExceptionInformation[4]  : 0x2183e546a80a6ccd.
            +0x0048: ExceptionInformation[5]  : 0x1375d6389afc5dbf.
            +0x0050: ExceptionInformation[6]  : 0x0466c82a8ced4fb1.
            +0x0058: ExceptionInformation[7]  : 0xf658ba1c7ddf41a3.
            +0x0060: ExceptionInformation[8]  : 0xe84aac0d6fd13394.
            +0x0068: ExceptionInformation[9]  : 0xda3b9dff61c32486.
            +0x0070: ExceptionInformation[10] : 0xcb2d8ff153b41678.
            +0x0078: ExceptionInformation[11] : 0xbd1f81e344a6086a.
            +0x0080: ExceptionInformation[12] : 0xaf1172d43698fa5b.
            +0x0088: ExceptionInformation[13] : 0xa10264c6288aeb4d.
            +0x0090: ExceptionInformation[14] : 0x92f456b8197bdd3f.
        """);

    /// <summary><c>-p</c>.</summary>
    public static string Pages { get; } = Lines(
        """
        --------------------------------------------------------------------------------
        Physical memory:
        00010000: ef 8d 2b c9 68 06 a4 42 e0 7f 1d bb 59 f8 96 34  |..+.h..B....Y..4|
        00011000: 66 05 a3 41 df 7d 1c ba 58 f6 94 33 d1 6f 0d ac  |f..A.}..X..3.o..|
        123456000: de 7c 1a b9 57 f5 93 31 d0 6e 0c aa 49 e7 85 23  |.|..W..1.n..I..#|
        """);

    /// <summary>The same text for every checkout, with its spaces.</summary>
    public static string Lines(string text) => (text.ReplaceLineEndings("\n") + "\n").Replace(" $\n", " \n", StringComparison.Ordinal);
}
