namespace KdmpParser;

/// <summary>
/// Bounds on every count and size that a file decides, beyond what the file's own length allows. A dump that goes past one is refused, or
/// the list that does ends there with its reason. The defaults are far above what real machines have.
/// </summary>
public sealed record KernelDumpLimits
{
    /// <summary>Page frames that a bitmap may describe: 2^31 are 8 TiB of memory and a bitmap of 256 MiB. A raw image is not longer either.</summary>
    public long BitmapPages { get; init; } = 1L << 31;

    /// <summary>Ranges in the table of dump types 8, 9 and 0xa; real ones reach a million.</summary>
    public int PageRanges { get; init; } = 1 << 25;

    /// <summary>Data blocks of a small dump; real ones have hundreds.</summary>
    public int DataBlocks { get; init; } = 1 << 18;

    /// <summary>Modules in one list: kernel, user or unloaded.</summary>
    public int Modules { get; init; } = 10_000;

    /// <summary>
    /// Bytes of all names of one list together, in their own encoding; behind them, names are missing. 10,000 modules with paths of 400 characters
    /// have as many.
    /// </summary>
    public int ListTextBytes { get; init; } = 8 << 20;

    /// <summary>Processes in the list of the system; a terminal server with hundreds of users has thousands.</summary>
    public int Processes { get; init; } = 20_000;

    /// <summary>Processors; Windows Server 2022 has at most 2048.</summary>
    public int Processors { get; init; } = 2048;

    /// <summary>Bytes of a stack that are gone through for return addresses; the largest kernel stacks of x64 have 72 KiB.</summary>
    public int StackBytes { get; init; } = 1 << 20;

    /// <summary>Bytes of a function that are decoded to find the instructions before an address; the largest functions of real images have some 100 KiB.</summary>
    public int FunctionBytes { get; init; } = 1 << 20;

    /// <summary>Entries in the chain of secondary data.</summary>
    public int SecondaryDataEntries { get; init; } = 4096;

    /// <summary>Bytes of a string, in its own encoding; a UNICODE_STRING has at most 65,534.</summary>
    public int StringBytes { get; init; } = 65_534;

    /// <summary>
    /// Bytes of one name of a list, such as a module's path, since a hostile list could have many. Longer ones are cut; in a small dump's
    /// table, whose lengths have 32 bits, they are no names.
    /// </summary>
    public int NameBytes { get; init; } = 4096;

    /// <summary>
    /// Page tables that one pass over an address space may visit, counted again each time one is reached: 2^22 of 4 KiB pages map 8 TiB. A pass
    /// visits no more than 16 for each page of the dump and 1024 beyond in any case, since tables that share others cost nothing to write.
    /// </summary>
    public long PageTableVisits { get; init; } = 1L << 22;

    /// <summary>Separate pieces of memory that a <see cref="ReverseMap"/> may hold, 56 bytes each; no more than four for each table that a pass may visit.</summary>
    public int Mappings { get; init; } = 1 << 24;

    /// <summary>Exports of an image; ordinals have 16 bits.</summary>
    public int Exports { get; init; } = 1 << 16;

    /// <summary>Bytes of the name of one export: longer ones are cut.</summary>
    public int ExportNameBytes { get; init; } = 1024;

    /// <summary>Entries of an image's debug directory; real ones have up to ten.</summary>
    public int DebugDirectoryEntries { get; init; } = 64;

    /// <summary>Device objects stacked on one another; real stacks have up to ten.</summary>
    public int DeviceStack { get; init; } = 64;

    /// <summary>Sections of a record of a hardware error (WHEA_ERROR_RECORD); real ones have up to ten.</summary>
    public int ErrorRecordSections { get; init; } = 64;

    /// <summary>Sections of an image; the Windows loader takes 96.</summary>
    public int ImageSections { get; init; } = 96;

    /// <summary>Bytes of a PDB file, and of what of it is held in memory; that of the kernel has 12 MB, the largest of browsers exceed this.</summary>
    public long SymbolFileBytes { get; init; } = 1L << 30;

    /// <summary>Symbols that are taken from one PDB file; the kernel has 40,000.</summary>
    public int Symbols { get; init; } = 1 << 21;

    /// <summary>Entries of an image's exception directory that a look-up goes by; the largest drivers have 100,000.</summary>
    public int RuntimeFunctions { get; init; } = 1 << 21;

    /// <summary>Frames of an unwound stack; a kernel stack of 72 KiB has no room for more than some hundreds that do anything.</summary>
    public int StackFrames { get; init; } = 1024;

    /// <summary>Pieces of unwind data that one function is chained of; RtlVirtualUnwind takes 32.</summary>
    public int ChainedUnwindInfos { get; init; } = 32;

    /// <summary>Sections of code of all images together whose rights are compared with how they are mapped; 300 drivers have 1,500.</summary>
    public int CodeSections { get; init; } = 1 << 15;

    /// <summary>Findings of one kind, such as executable memory outside of all modules; behind them, the list ends with its reason.</summary>
    public int Findings { get; init; } = 10_000;

    /// <summary>Pages of executable memory that are looked at for the headers of an image: 2^22 are 16 GiB, and real kernels have some hundred MiB.</summary>
    public int HuntedPages { get; init; } = 1 << 22;

    /// <summary>Pages of the handle table of process and thread identifiers, 256 identifiers each; a busy server has hundreds of pages.</summary>
    public int IdTablePages { get; init; } = 1 << 14;
}
