using System.Buffers.Binary;
using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Notebooks.Tests;

namespace Extension.Tests.Packages;

/// <summary>What is in the packages, and what they ask of the machine that they are restored on.</summary>
public class PackageTests(PackedProjects packed) : IClassFixture<PackedProjects>
{
    /// <summary>The runtimes that hosts run on.</summary>
    private static readonly string[] s_frameworks = ["net10.0", "net8.0", "net9.0"];

    /// <summary>What the notebook hosts have loaded, in versions of their own (read off the newest one): a package cannot bring another.</summary>
    private static readonly string[] s_loadedByHosts =
    [
        "FSharp.Compiler.Service", "FSharp.Core", "Humanizer", "Markdig", "Microsoft.AspNetCore.Html.Abstractions", "Microsoft.Bcl.AsyncInterfaces",
        "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "Microsoft.CodeAnalysis.CSharp.Scripting", "Microsoft.CodeAnalysis.Scripting",
        "Microsoft.DotNet.Interactive", "Microsoft.DotNet.Interactive.CSharp", "NetMQ", "Serilog", "System.CommandLine", "System.Reactive",
        "System.Reflection.Metadata", "System.Collections.Immutable", "System.Text.Json", "System.Text.Encodings.Web",
    ];

    /// <summary>The source of a document, in a portable PDB.</summary>
    private static readonly Guid s_embeddedSource = new("0e8a571b-6926-466e-b4ad-8ab04611f5fe");

    public static TheoryData<string, string> Libraries
    {
        get
        {
            var libraries = new TheoryData<string, string>();
            foreach (string name in (string[])["KdmpParser", "KdmpParser.Analysis", "KdmpInteractive"])
            {
                foreach (string framework in s_frameworks)
                    libraries.Add(name, framework);
            }

            return libraries;
        }
    }

    [Fact]
    public void The_notebook_package_has_the_script_where_hosts_look_for_it_and_a_library_for_each_runtime_of_a_host()
    {
        using Package package = packed.Open("KdmpInteractive");
        Assert.Equal(["README.md", "icon.png", "interactive-extensions/dotnet/extension.dib", .. LibraryFiles("KdmpInteractive")], package.Content.Order(StringComparer.Ordinal));
        Assert.Equal(ExtensionScript.Text, package.ReadText("interactive-extensions/dotnet/extension.dib"));
        Assert.Contains("M:KdmpInteractive.KdmpExtension.Register", package.ReadText("lib/net8.0/KdmpInteractive.xml"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_notebook_package_asks_for_the_parser_and_the_charts()
    {
        using Package package = packed.Open("KdmpInteractive"), analysis = packed.Open("KdmpParser.Analysis"), parser = packed.Open("KdmpParser");

        // Fable.Core belongs to Plotly.NET, and Iced to KdmpParser.Analysis: they are named because their versions are pinned.
        Assert.Equal(["Fable.Core", "Iced", "KdmpParser.Analysis", "Plotly.NET"], package.Dependencies.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["Iced", "KdmpParser"], analysis.Dependencies.Distinct().Order(StringComparer.Ordinal));
        Assert.All(
            package.Descendants("dependency").Concat(analysis.Descendants("dependency")).Where(dependency => ((string?)dependency.Attribute("id"))!.StartsWith("KdmpParser", StringComparison.Ordinal)),
            dependency => Assert.Equal(Version(parser), (string?)dependency.Attribute("version")));
    }

    [Fact]
    public void Nothing_comes_with_the_notebook_package_that_hosts_have_loaded_already_but_FSharp_Core()
    {
        using Package package = packed.Open("KdmpInteractive");
        JsonObject restored = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "src", "KdmpInteractive", "obj", "project.assets.json")))!["targets"]!["net8.0"]!.AsObject();
        Dictionary<string, string[]> known = restored.ToDictionary(
            library => library.Key.Split('/')[0],
            library => library.Value!["dependencies"]?.AsObject().Select(dependency => dependency.Key).ToArray() ?? []);
        var all = new HashSet<string>();
        var open = new Queue<string>(package.Dependencies);
        while (open.TryDequeue(out string? name))
        {
            if (all.Add(name))
                Array.ForEach(known[name], open.Enqueue);
        }

        // FSharpCoreBinding lets the one that is loaded serve.
        Assert.Equal(["FSharp.Core"], all.Intersect(s_loadedByHosts));
        Assert.Contains("DynamicObj", all);
    }

    [Theory]
    [InlineData("net8.0")]
    [InlineData("net9.0")]
    [InlineData("net10.0")]
    public void The_notebook_library_refers_to_no_assembly_of_the_host_but_the_formatting_one(string framework)
    {
        using Package package = packed.Open("KdmpInteractive");
        string[] references = [.. References(package.ReadBytes($"lib/{framework}/KdmpInteractive.dll")).Select(reference => reference.Name!)];
        Assert.Equal(
            ["Microsoft.DotNet.Interactive.Formatting"], references.Where(name => name.StartsWith("Microsoft.", StringComparison.Ordinal)));
        Assert.Empty(references.Where(name => !IsFramework(name) && name != "FSharp.Core").Intersect(s_loadedByHosts));
    }

    [Fact]
    public void The_parser_package_asks_for_nothing()
    {
        using Package package = packed.Open("KdmpParser");
        Assert.Empty(package.Dependencies);
        Assert.Equal(["README.md", "icon.png", .. LibraryFiles("KdmpParser")], package.Content.Order(StringComparer.Ordinal));
        Assert.All(References(package.ReadBytes("lib/net8.0/KdmpParser.dll")), reference => Assert.True(IsFramework(reference.Name!), reference.FullName));
    }

    /// <summary>Where the version differs, a cell that names a type of such an assembly prints a warning (CS1701).</summary>
    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_refers_to_the_assemblies_of_its_own_runtime(string name, string framework)
    {
        using Package package = packed.Open(name);
        int version = int.Parse(framework["net".Length..^".0".Length], CultureInfo.InvariantCulture);
        Assert.All(
            References(package.ReadBytes($"lib/{framework}/{name}.dll")).Where(reference => reference.Name!.StartsWith("System.", StringComparison.Ordinal)),
            reference => Assert.Equal(version, reference.Version!.Major));
    }

    [Fact]
    public void The_command_line_is_a_tool_that_is_called_kdmp()
    {
        using Package package = packed.Open("KdmpTool");
        Assert.Equal("DotnetTool", (string?)package.Descendants("packageType").Single().Attribute("name"));
        XElement command = XDocument.Parse(package.ReadText("tools/net10.0/any/DotnetToolSettings.xml")).Descendants("Command").Single();
        Assert.Equal(("kdmp", "kdmp.dll", "dotnet"), ((string?)command.Attribute("Name"), (string?)command.Attribute("EntryPoint"), (string?)command.Attribute("Runner")));
        Assert.All(
            (string[])["kdmp.dll", "kdmp.runtimeconfig.json", "KdmpParser.dll", "KdmpParser.Analysis.dll", "Iced.dll", "KdmpInteractive.dll", "Microsoft.DotNet.Interactive.Formatting.dll"],
            file => Assert.Contains($"tools/net10.0/any/{file}", package.Content));
    }

    [Theory]
    [InlineData("KdmpParser")]
    [InlineData("KdmpParser.Analysis")]
    [InlineData("KdmpInteractive")]
    [InlineData("KdmpTool")]
    public void A_package_says_what_it_is_and_under_which_license(string name)
    {
        using Package package = packed.Open(name);
        Assert.Equal(name, package.Descendants("id").Single().Value);
        XElement license = package.Descendants("license").Single();
        Assert.Equal(("expression", "MIT"), ((string?)license.Attribute("type"), license.Value));
        Assert.Equal("README.md", package.Descendants("readme").Single().Value);
        Assert.NotEmpty(package.ReadText("README.md"));
        Assert.NotEmpty(package.Descendants("description").Single().Value);
        Assert.Equal("polyglot notebook dotnet interactive windows crash dump forensics", package.Descendants("tags").Single().Value);
        Assert.Equal("0.1.0", Version(package));
    }

    [Theory]
    [InlineData("KdmpParser")]
    [InlineData("KdmpParser.Analysis")]
    [InlineData("KdmpInteractive")]
    [InlineData("KdmpTool")]
    public void A_package_has_an_icon_of_the_size_that_galleries_ask_for(string name)
    {
        using Package package = packed.Open(name);
        ReadOnlySpan<byte> icon = package.ReadBytes(package.Descendants("icon").Single().Value);

        // A PNG of 128 by 128: the numbers are in its first chunk.
        Assert.True(icon[1..].StartsWith("PNG"u8));
        Assert.Equal((128, 128), (BinaryPrimitives.ReadInt32BigEndian(icon[16..]), BinaryPrimitives.ReadInt32BigEndian(icon[20..])));
    }

    /// <summary>So that whoever calls it can step into it, also offline.</summary>
    [Theory]
    [MemberData(nameof(Libraries))]
    public void A_library_brings_its_symbols_and_its_sources(string name, string framework)
    {
        using Package package = packed.Open(name);
        using var file = new PEReader([.. package.ReadBytes($"lib/{framework}/{name}.dll")]);
        DebugDirectoryEntry[] entries = [.. file.ReadDebugDirectory()];
        Assert.Contains(entries, entry => entry.Type == DebugDirectoryEntryType.Reproducible);
        using MetadataReaderProvider symbols = file.ReadEmbeddedPortablePdbDebugDirectoryData(entries.Single(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb));
        MetadataReader reader = symbols.GetMetadataReader();
        Assert.All(reader.Documents, document => Assert.Contains(
            reader.GetCustomDebugInformation(document).Select(reader.GetCustomDebugInformation), information => reader.GetGuid(information.Kind) == s_embeddedSource));
    }

    private static IEnumerable<string> LibraryFiles(string name) =>
        s_frameworks.SelectMany(framework => (string[])[$"lib/{framework}/{name}.dll", $"lib/{framework}/{name}.xml"]);

    private static string Version(Package package) => package.Descendants("version").Single().Value;

    private static bool IsFramework(string name) => name.StartsWith("System.", StringComparison.Ordinal) || name == "netstandard";

    private static AssemblyName[] References(byte[] library)
    {
        using var file = new PEReader([.. library]);
        MetadataReader metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(reference => metadata.GetAssemblyReference(reference).GetAssemblyName())];
    }
}
