namespace KdmpParser.Benchmarks.Dumps;

/// <summary>A dump of some layout and size. Its file is made when first asked for, and kept for the next run.</summary>
public sealed class SparseDump
{
    private readonly Lazy<string> _path;

    /// <param name="layout">How it says which pages it has.</param>
    /// <param name="gibibytes">How many pages it has, in GiB.</param>
    public SparseDump(DumpLayout layout, int gibibytes)
    {
        (Layout, Gibibytes) = (layout, gibibytes);
        _path = new(FindOrWrite);
    }

    /// <summary>Where the dumps are: <c>KDMP_BENCHMARK_DUMPS</c> in the environment, else among the temporary files.</summary>
    public static string Folder { get; } =
        Environment.GetEnvironmentVariable("KDMP_BENCHMARK_DUMPS") ?? System.IO.Path.Combine(System.IO.Path.GetTempPath(), "kdmp-benchmarks");

    public DumpLayout Layout { get; }

    public int Gibibytes { get; }

    public long Pages => (long)Gibibytes << 18;

    public string Path => _path.Value;

    public override string ToString() => $"{Layout}-{Gibibytes}";

    private string FindOrWrite()
    {
        string path = System.IO.Path.Combine(Folder, $"{this}.dmp");
        if (!File.Exists(path))
            Write(path);
        return path;
    }

    private void Write(string path)
    {
        Directory.CreateDirectory(Folder);
        var machine = new MappedMachine(Layout, Pages);
        string unfinished = path + ".tmp";
        using (var stream = new SparseStream(unfinished))
            new KernelDumpWriter { Header = Header(machine.Root), Pages = machine }.Write(stream);
        File.Move(unfinished, path, overwrite: true);
    }

    private DumpHeader Header(ulong root) => new()
    {
        Type = Layout switch
        {
            DumpLayout.Full or DumpLayout.Used => DumpType.Full,
            DumpLayout.DenseBitmap or DumpLayout.FragmentedBitmap => DumpType.Bitmap,
            _ => DumpType.CompleteMemory,
        },
        Machine = MachineType.X64,
        MajorVersion = 15,
        Build = 19041,
        DirectoryTableBase = root,
        Comment = "Synthetic: made to measure.",
    };
}
