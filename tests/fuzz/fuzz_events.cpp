// Training logs of TensorBoard: a file as it is, or pieces that are put into whole records, so that what is in them is
// looked at. What is accepted has steps that ascend, and as many points as its bytes can hold.
#include "core/files/event_file.h"
#include "tests/core/files/event_bytes.h"
#include "tests/fuzz/fuzz_input.h"

#include <cmath>
#include <span>

using namespace tastescope;
using namespace tastescope::fuzz;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Input input(data, size);
    std::string file;
    if (input.below(4) == 0)
        file = input.rest();
    else
        while (!input.isEmpty())
            file += test::record(std::string(input.upTo("|")));
    ScalarLog log;
    if (!refusalOf([&] { log = readScalarLog(std::as_bytes(std::span(file)), "fuzzed"); }).empty())
        return 0;
    std::size_t points = 0;
    for (const ScalarSeries& series : log.series) {
        require(!series.points.empty(), "a series has points");
        for (std::size_t i = 0; i < series.points.size(); ++i) {
            require(std::isfinite(series.points[i].wallTime), "times are times");
            require(i == 0 || series.points[i - 1].step < series.points[i].step, "steps ascend");
        }
        points += series.points.size();
    }
    require(points * 7 <= file.size(), "no point is made up");
    require(log.faults.size() <= ScalarLog::mostFaults, "few faults are told");
    return 0;
}
