using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using KdmpParser;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Notebooks.Tests;

/// <summary>The how-tos of the libraries' packages are whole programs, each followed by what it prints about the sample.</summary>
public partial class PackageReadmeTests
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;";

    public static TheoryData<string> Packages => ["KdmpParser", "KdmpParser.Analysis"];

    public static TheoryData<string, string> HowTos => [.. Packages.SelectMany(package => Parts(package.Data).Keys.Select(title => new TheoryDataRow<string, string>(package.Data, title)))];

    [Theory]
    [MemberData(nameof(HowTos))]
    public void A_how_to_prints_what_it_says(string package, string title)
    {
        (string program, string output) = Parts(package)[title];
        DirectoryInfo folder = Directory.CreateTempSubdirectory("kdmp-");
        string before = Directory.GetCurrentDirectory();
        try
        {
            KdmpSample.Write(Path.Combine(folder.FullName, "memory.dmp"), DumpType.Bitmap);
            Directory.SetCurrentDirectory(folder.FullName);
            Assert.Equal(output, Run(Compile(program)));
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void No_program_is_without_its_output(string package) =>
        Assert.Equal(Parts(package).Count, File.ReadAllLines(Readme(package)).Count(line => line == "```csharp"));

    private static string Readme(string package) => Path.Combine(Repository.Root, "src", package, "README.md");

    private static Dictionary<string, (string Program, string Output)> Parts(string package) => HowTo()
        .Matches(File.ReadAllText(Readme(package)).ReplaceLineEndings("\n"))
        .ToDictionary(part => part.Groups["title"].Value, part => (part.Groups["program"].Value, part.Groups["output"].Value));

    private static byte[] Compile(string program)
    {
        string[] assemblies = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "HowTo",
            [CSharpSyntaxTree.ParseText(ImplicitUsings), CSharpSyntaxTree.ParseText(program)],
            assemblies.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                OutputKind.ConsoleApplication,
                nullableContextOptions: NullableContextOptions.Enable,

                // A library for .NET 8 in a newer runtime; every SDK build passes this over.
                specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress)]));
        using var assembly = new MemoryStream();
        Assert.Empty(compilation.Emit(assembly).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        return assembly.ToArray();
    }

    private static string Run(byte[] assembly)
    {
        var context = new AssemblyLoadContext("how-to", isCollectible: true);
        TextWriter before = Console.Out;
        using var output = new StringWriter { NewLine = "\n" };
        Console.SetOut(output);
        try
        {
            MethodInfo main = context.LoadFromStream(new MemoryStream(assembly)).EntryPoint!;
            main.Invoke(null, [Array.Empty<string>()]);
            return output.ToString();
        }
        finally
        {
            Console.SetOut(before);
            context.Unload();
        }
    }

    [GeneratedRegex("""^## (?<title>[^\n]+)\n\n```csharp\n(?<program>.*?)```\n\n```text\n(?<output>.*?)```$""", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex HowTo();
}
