using KdmpTool.Notebooks;
using Notebooks.Tests.Comparing;

namespace Notebooks.Tests.Exercises;

/// <summary>Every question of the notebooks has an answer, and the answer is right.</summary>
public class ExerciseTests
{
    public static TheoryData<string> Names => StoredOutputTests.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_exercise_has_an_answer_behind_it_and_every_answer_an_exercise(string name) => AssertNone(Exercise.ProblemsOf(Read(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void As_stored_no_exercise_is_solved(string name)
    {
        IReadOnlyList<ShownCell> cells = ShownCell.ReadAll(Repository.ReadNotebook(name));
        AssertNone(Exercise.In(Read(name)).Where(exercise => exercise.IsSolvedIn(cells)).Select(exercise => $"cell {exercise.Cell} is solved already"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_answers_solve_the_exercises(string name) => AssertNone(await UnsolvedAsync(Read(name)));

    [Fact]
    public async Task An_answer_is_the_first_code_span_and_is_put_in_place_of_null()
    {
        Notebook notebook = Fixture("`19041`, and not `7`.", "``dump.KernelModules[0].Name + \"`\"[..0]``: the *first* one.");
        Assert.Empty(Exercise.ProblemsOf(notebook));
        Assert.Equal(["19041", "dump.KernelModules[0].Name + \"`\"[..0]"], Exercise.In(notebook).Select(exercise => exercise.Answer));
        Assert.Empty(await UnsolvedAsync(notebook));
    }

    [Fact]
    public async Task A_wrong_answer_is_found() =>
        Assert.Equal(["cell 6 with its answer, \"kdmpdemo.sys\", shows: Not yet: that is another value."], await UnsolvedAsync(Fixture("`19041`", "`\"kdmpdemo.sys\"`")));

    [Fact]
    public async Task Null_is_no_answer() => Assert.Equal(
        ["cell 4 with its answer, null, shows: Not answered yet: put your answer in place of null, and run the cell again."], await UnsolvedAsync(Fixture("`null`", "`\"ntoskrnl.exe\"`")));

    [Theory]
    [InlineData("Exercise.Check(answer, 1)", "cell 1: an exercise has both a line 'answer = null;' and Exercise.Check(answer, ...)")]
    [InlineData("int? answer = null;\nanswer", "cell 1: no answer stands behind this exercise", "cell 1: an exercise has both a line 'answer = null;' and Exercise.Check(answer, ...)")]
    [InlineData("int? answer = null;\nExercise.Check(answer, 1)\n#!markdown\n`1`", "cell 1: no answer stands behind this exercise")]
    [InlineData("1 + 1\n#!markdown\n<details><summary>Answer</summary>\n\n`2`\n</details>", "cell 2: no exercise stands before this answer")]
    [InlineData(
        "int? answer = null;\nExercise.Check(answer, 1)\n#!markdown\n<details><summary>Answer</summary>\n\n1\n</details>",
        "cell 1: no answer stands behind this exercise", "cell 2: the answer has no code span")]
    public void An_exercise_or_an_answer_alone_is_found(string text, params string[] problems) => Assert.Equal(problems, Exercise.ProblemsOf(DibFormat.Read(text)));

    /// <summary>Runs a notebook with all its answers in place.</summary>
    private static async Task<string[]> UnsolvedAsync(Notebook notebook)
    {
        IReadOnlyList<Exercise> exercises = Exercise.In(notebook);
        if (exercises.Count == 0)
            return [];
        Notebook answered = Exercise.Solve(notebook);
        using var runner = new NotebookRunner();
        NotebookFailure? failure = await runner.RunAsync(answered, TestContext.Current.CancellationToken);
        Assert.True(failure is null, $"cell {failure?.Cell}: {failure?.Message}");
        IReadOnlyList<ShownCell> cells = ShownCell.ReadAll(IpynbFormat.Write(answered));
        return
        [
            .. exercises.Where(exercise => exercise.Answer is not null && !exercise.IsSolvedIn(cells))
                .Select(exercise => $"cell {exercise.Cell} with its answer, {exercise.Answer}, shows: {string.Join(' ', exercise.ShownIn(cells)).Trim()}"),
        ];
    }

    private static void AssertNone(IEnumerable<string> problems)
    {
        string all = string.Join('\n', problems);
        Assert.True(all.Length == 0, all);
    }

    private static Notebook Read(string name) => IpynbFormat.Read(Repository.ReadNotebook(name));

    private static Notebook Fixture(string number, string name) => DibFormat.Read(
        $"""
        #r "nuget:KdmpInteractive"
        #!csharp
        using KdmpInteractive;
        #!kdmp open --sample --name dump
        #!markdown
        ## Questions
        #!csharp
        uint? answer = null; // a number
        Exercise.Check(answer, dump.Header.Build)
        #!markdown
        <details><summary>Answer</summary>

        {number}
        </details>
        #!csharp
        string? answer = null;
        Exercise.Check(answer, "ntoskrnl.exe")
        #!markdown
        <details><summary>Answer</summary>

        {name}
        </details>
        """);
}
