using KdmpParser;

namespace KdmpInteractive.Tests.Snapshots;

/// <summary>One value of every type that shows itself, by name; all but the hostile ones come out of the sample.</summary>
internal sealed class ShownValues : IDisposable
{
    private const ulong Stopped = 0xfffff805_2a341234;

    private readonly KernelDump _sample = KdmpSample.Open();
    private readonly Dictionary<string, Func<object>> _values;

    public ShownValues()
    {
        VirtualAddressSpace memory = _sample.VirtualMemory;
        _values = new()
        {
            ["dump"] = () => _sample,
            ["header"] = () => _sample.Header,
            ["bug-check"] = () => _sample.BugCheck!,
            ["context-amd64"] = () => _sample.Context!,
            ["context-arm64"] = () => new Arm64Context { Pc = 0xfffff805_2a341234, Sp = 0xffffa884_8825d000, Cpsr = 0x60000345 },
            ["exception"] = () => _sample.Exception!,
            ["memory"] = () => memory.View(Stopped, 64),
            ["memory-physical"] = () => _sample.PhysicalMemory!.View(0x4c12000, 48),
            ["translation"] = () => memory.Translate(Stopped),
            ["translation-not-mapped"] = () => memory.Translate(0x18),
            ["translation-page-file"] = () => memory.Translate(0xffffc08b_5e211000),
            ["physical-memory"] = () => _sample.PhysicalMemory!,
            ["virtual-address"] = () => new VirtualAddress(Stopped),
            ["physical-address"] = () => new PhysicalAddress(0x4c12000),
            ["kernel-modules"] = () => _sample.KernelModules,
            ["user-modules-filtered"] = () => _sample.UserModules.Where(module => module.Size > 0),
            ["unloaded-drivers"] = () => _sample.UnloadedDrivers,
            ["processes"] = () => _sample.Processes,
            ["processors"] = () => _sample.Processors,
            ["image"] = () => _sample.ReadImage(_sample.KernelModules[1]),
            ["secondary-data"] = () => _sample.SecondaryData,
            ["regions"] = () => memory.EnumerateRegions().Take(12),
            ["runs"] = () => _sample.PhysicalMemory!.Runs.Take(3),
            ["registers"] = () => _sample.Context!.Registers.Take(3),
            ["hostile-modules"] = () => HostileModules(),
            ["hostile-header"] = () => _sample.Header with { Comment = Hostile.Text, VersionUser = Hostile.Name },
        };
    }

    public static IEnumerable<string> Names
    {
        get
        {
            using var values = new ShownValues();
            return [.. values._values.Keys];
        }
    }

    public object this[string name] => _values[name]();

    public void Dispose() => _sample.Dispose();

    private static LoadedModule[] HostileModules() =>
    [
        new() { Base = 0x1000, Size = 1, Name = Hostile.Text, Path = Hostile.Text },
        new() { Base = 0x2000, Size = 1, Name = Hostile.Name, Path = null },
        new() { Base = 0x3000, Size = uint.MaxValue, Name = null, Path = "\ud800" },
    ];

    /// <summary>What an attacker would write into a dump.</summary>
    private static class Hostile
    {
        public const string Text = "<script>alert(1)</script>\" onload='x' &amp; \u202etxt.exe\u001b[2J\u0000\u2028";

        /// <summary>As long as a UNICODE_STRING can be.</summary>
        public static readonly string Name = new('n', 32 * 1024);
    }
}
