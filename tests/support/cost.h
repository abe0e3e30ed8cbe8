#pragma once

#include <QString>

#include <ctime>
#include <fstream>
#include <sstream>
#include <string>

/// What a test takes: processor time, and memory above what the process had when it began. Readers are held to limits
/// that are generous for what they do and far below what one costs whose work grows with the square of its input.
class Cost
{
public:
    /// How much longer everything may take under the sanitizers; memory is not held against a limit there.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    static constexpr int sanitizedTimes = 10;
#else
    static constexpr int sanitizedTimes = 1;
#endif

    Cost()
    {
        begin();
    }

    void begin()
    {
        std::ofstream("/proc/self/clear_refs") << "5"; // forgets the highest use so far
        m_cpu = cpuSeconds();
        m_memory = kibibytes("VmRSS:");
    }

    double seconds() const
    {
        return cpuSeconds() - m_cpu;
    }
    double mebibytes() const
    {
        return static_cast<double>(kibibytes("VmHWM:") - m_memory) / 1024;
    }

    /// What went beyond these limits; empty: nothing. The sanitizers multiply time and keep what is freed.
    QString beyond(double mostSeconds, double mostMebibytes) const
    {
        const bool isSlow = seconds() > mostSeconds * sanitizedTimes;
        const bool isLarge = mebibytes() > mostMebibytes && sanitizedTimes == 1;
        return isSlow || isLarge ? QStringLiteral("took %1 s of processor time and %2 MiB, allowed are %3 s and %4 MiB")
                                       .arg(seconds())
                                       .arg(mebibytes())
                                       .arg(mostSeconds)
                                       .arg(mostMebibytes)
                                 : QString();
    }

private:
    static double cpuSeconds()
    {
        timespec time{};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
    }

    static long kibibytes(const std::string& name)
    {
        std::ifstream status("/proc/self/status");
        for (std::string line; std::getline(status, line);)
            if (line.starts_with(name))
                return std::stol(line.substr(name.size()));
        return 0;
    }

    double m_cpu = 0;
    long m_memory = 0;
};
